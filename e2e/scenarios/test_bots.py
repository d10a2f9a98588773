"""A program that takes part."""

import json
import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

TOKEN = re.compile(r'data-testid="token">([\w-]+)<')


class Listening(BaseHTTPRequestHandler):
    """Answers with how many words it was told."""

    def do_POST(self):
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(f"{len(told['message']['body'].split())} words".encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver():
    server = HTTPServer(("127.0.0.1", 0), Listening)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_bot_says_something_and_answers_when_it_is_named(ada, grace, here, visitor, receiver, room):
    made = visitor("admin").post("/chat/bots/", username="counter", display_name="Counter", webhook=receiver)
    token = TOKEN.search(made.text)[1]
    hers, graces = ada.room(room), grace.room(room)
    request = Request(
        f"{here.url}/api/rooms/{room}/messages/", b"At your service", {"Authorization": f"Bearer {token}"}
    )
    request.add_header("Content-Type", "text/plain")
    with urlopen(request, timeout=20) as answer:
        assert answer.status == 201
    expect(hers.message("At your service").author).to_have_text("Counter")
    hers.post("@counter how many words?")
    for page in (hers, graces):
        expect(page.message("4 words").quote).to_have_text("Ada Lovelace @counter how many words?")
        page.expect_same_after_reload()
