// The chat of Socket.IO's own tutorial, with its rooms.
const { createServer } = require("node:http");
const { Server } = require("socket.io");

const http = createServer();
const io = new Server(http);

io.on("connection", (socket) => {
  const { room } = socket.handshake.query;
  socket.join(room);
  socket.on("chat message", (message) => io.to(room).emit("chat message", message));
});

http.listen(Number(process.argv[2]), "127.0.0.1");
