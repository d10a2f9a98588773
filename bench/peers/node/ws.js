// `ws` as its README broadcasts: a loop over the clients. Its rooms are the addresses.
const { WebSocket, WebSocketServer } = require("ws");

const rooms = new Map();

const server = new WebSocketServer({ host: "127.0.0.1", port: Number(process.argv[2]) });
server.on("connection", (socket, request) => {
  const room = rooms.get(request.url) ?? new Set();
  rooms.set(request.url, room.add(socket));
  socket.on("error", console.error);
  socket.on("close", () => room.delete(socket));
  socket.on("message", (data, isBinary) => {
    for (const client of room) {
      if (client.readyState === WebSocket.OPEN) client.send(data, { binary: isBinary });
    }
  });
});
