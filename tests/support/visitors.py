"""People without a browser: they sign in, load pages and hold their sockets, and see what a browser would show.

An `OpenPage` does with frames what htmx does with those of ours: upsert, outerMorph, delete, new positions.
"""

import asyncio
import difflib
import json
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from html import unescape
from http.cookiejar import CookieJar
from secrets import token_urlsafe
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import websockets

PASSWORD = "demo-password"
ARTICLE = re.compile(r'<article\b[^>]*?\bid="((?:message|entry)-\d+)"[^>]*>.*?</article>', re.S)
DELETED = re.compile(r'<\w+\b[^>]*?\bid="((?:message|entry)-\d+)"[^>]*?hx-swap-oob="delete"', re.S)
POSITION = re.compile(r'<input\b[^>]*?\bname="position"[^>]*?\bvalue="([^"]+)"')
CONNECT = re.compile(r'hx-ws:connect="([^"]+)"')
NONCE = re.compile(r'name="nonce"[^>]*?value="([^"]+)"')
OUT_OF_BAND = re.compile(r'\s(?:hx-swap-oob|data-htmx-powered)="[^"]*"')


class Answer:
    """What a page load brought."""

    def __init__(self, status: int, url: str, text: str, headers):
        self.status, self.url, self.text, self.headers = status, url, text, headers


class Visitor:
    """Somebody with a cookie jar. `Visitor(url)` is a stranger, `Visitor(url, "ada")` has signed in."""

    def __init__(self, url: str, name: str = ""):
        self.url = url
        self.name = name
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))
        if name:
            self.get("/accounts/login/")
            self.post("/accounts/login/", username=name, password=PASSWORD)

    def get(self, path: str, **headers: str) -> Answer:
        return self._open(Request(self.url + path, headers=headers))

    def post(self, path: str, **fields: str) -> Answer:
        fields.setdefault("csrfmiddlewaretoken", self.cookie("csrftoken"))
        return self._open(
            Request(self.url + path, data=urlencode(fields).encode(), headers={"Referer": self.url + path})
        )

    def upload(self, path: str, field: str, files: Iterable[tuple[str, bytes]], **fields: str) -> Answer:
        """A form with files in one of its fields."""
        fields.setdefault("csrfmiddlewaretoken", self.cookie("csrftoken"))
        parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
        parts += [f'name="{field}"; filename="{name}"\r\n\r\n'.encode() + content for name, content in files]
        body = b"".join(b"--limit\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts)
        headers = {"Referer": self.url + path, "Content-Type": "multipart/form-data; boundary=limit"}
        return self._open(Request(self.url + path, data=body + b"--limit--\r\n", headers=headers))

    def cookie(self, name: str) -> str:
        return next((cookie.value for cookie in self.cookies if cookie.name == name), "")

    def cookie_header(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def cookies_for_browser(self) -> list[dict[str, str]]:
        """As Playwright takes them: a browser that is signed in."""
        return [{"name": cookie.name, "value": cookie.value, "url": self.url} for cookie in self.cookies]

    def page(self, path: str) -> "OpenPage":
        return OpenPage(self, path)

    def _open(self, request: Request) -> Answer:
        try:
            with self.opener.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.url, answer.read().decode(), answer.headers)
        except HTTPError as error:
            return Answer(error.code, error.url, error.read().decode(), error.headers)


class OpenPage:
    """A page with its socket: `async with ada.page("/chat/lobby/") as lobby`."""

    def __init__(self, visitor: Visitor, path: str):
        self.visitor = visitor
        self.path = path
        self.frames: list[str] = []
        self.moves: list[tuple[str, int]] = []
        self.arrived: dict[str, float] = {}
        self.live_since = 0.0
        self.codes: list[int | None] = []
        self.loads = 0
        self.socket = None
        self.listening = None
        self.close_code: int | None = None
        self.changed = asyncio.Condition()
        self.live = False

    async def __aenter__(self) -> "OpenPage":
        await self.load()
        await self.connect()
        await self.until(lambda: self.live)
        return self

    async def __aexit__(self, *_) -> None:
        await self.disconnect()

    async def load(self) -> None:
        answer = await asyncio.to_thread(self.visitor.get, self.path)
        self.loads += 1
        self.status, self.html = answer.status, answer.text
        connect = CONNECT.search(answer.text)
        self.address = unescape(connect[1]) if connect else ""
        self.articles = {match[1]: _plain(match[0]) for match in ARTICLE.finditer(answer.text)}
        self.positions = dict(_place(value) for value in POSITION.findall(answer.text))
        nonce = NONCE.search(answer.text)
        self.nonce = nonce[1] if nonce else ""

    async def connect(self, origin: str | None = None) -> None:
        """Open the socket and say where the page is."""
        self.socket = await websockets.connect(
            self.visitor.url.replace("http", "ws") + self.address,
            origin=origin or self.visitor.url,
            additional_headers={"Cookie": self.visitor.cookie_header()},
            compression=None,
            max_size=None,
        )
        self.live, self.close_code = False, None
        self.listening = asyncio.create_task(self._listen(self.socket))
        with suppress(websockets.ConnectionClosed):  # told to go at once
            await self.send("resume", position=list(self.positions.values()))

    async def disconnect(self) -> None:
        if self.listening:
            self.listening.cancel()
        if self.socket:
            await self.socket.close()

    async def cut(self) -> None:
        """The connection breaks, without a goodbye."""
        self.listening.cancel()
        self.socket.transport.abort()
        self.live = False

    async def come_back(self, tries: int = 200) -> None:
        """Reconnect as htmx does, until it works."""
        for _ in range(tries):
            try:
                await self.connect()
                return await self.until(lambda: self.live or self.close_code)
            except (OSError, websockets.InvalidHandshake, websockets.InvalidMessage, websockets.ConnectionClosed):
                await asyncio.sleep(0.1)
        raise AssertionError(f"{self.path} could not come back")

    async def stay(self) -> None:
        """Whenever it is closed, come back; `codes` are those with which it was."""
        while True:
            await self.until(lambda: self.close_code, seconds=600)
            self.codes.append(self.close_code)
            await self.come_back()

    async def send(self, action: str, **fields) -> None:
        await self.socket.send(json.dumps({"action": action, **fields, "headers": {"HX-Request": "true"}}))

    async def post(self, body: str) -> None:
        """Write a message and wait until the page shows it."""
        await self.send("post_message", body=body, nonce=token_urlsafe(12))
        await self.until(lambda: self.shows(body))

    def shows(self, text: str) -> bool:
        return any(text in article for article in self.articles.values())

    def heard(self, text: str) -> bool:
        """A frame brought it, in whatever order with others."""
        return any(text in frame for frame in self.frames)

    async def until(self, condition, seconds: float = 15.0):
        """Wait for a state of the page."""
        async with self.changed:
            try:
                async with asyncio.timeout(seconds):
                    await self.changed.wait_for(condition)
            except TimeoutError:
                raise AssertionError(f"{self.visitor.name} at {self.path}: not so after {seconds} s") from None

    async def closed(self) -> int:
        """Wait until the server has closed the connection; the code."""
        await self.until(lambda: self.close_code is not None)
        return self.close_code

    async def differs_from_a_fresh_load(self) -> str:
        """What is shown here and not by a fresh load, or the other way round, as far back as that goes."""
        fresh = OpenPage(self.visitor, self.path)
        await fresh.load()
        shown = list(self.in_order().values())[-len(fresh.articles) :]
        return "\n".join(difflib.unified_diff(shown, list(fresh.in_order().values()), "live", "fresh", n=0))

    def in_order(self) -> dict[str, str]:
        return dict(sorted(self.articles.items(), key=lambda item: int(item[0].rpartition("-")[2])))

    async def _listen(self, socket) -> None:
        try:
            async for frame in socket:
                self.frames.append(frame)
                await self._apply(frame)
        except websockets.ConnectionClosed:
            pass
        self.close_code, self.live = socket.close_code, False
        await self._notify()

    async def _apply(self, frame: str) -> None:
        if 'id="refresh"' in frame:
            self.refreshing = asyncio.create_task(self._refresh())
            return
        for match in ARTICLE.finditer(frame):
            if "hx-swap-oob" not in match[0].partition(">")[0] or match[1] in self.articles:
                self.articles[match[1]] = _plain(match[0])
                self.arrived.setdefault(match[1], time.monotonic())
        for id in DELETED.findall(frame):
            self.articles.pop(id, None)
        for value in POSITION.findall(frame):
            topic, value = _place(value)
            self.positions[topic] = value
            self.moves.append((topic, int(value.split(":")[1])))
        if nonce := NONCE.search(frame):
            self.nonce = nonce[1]
        if "data-live" in frame and not self.live:
            self.live, self.live_since = True, time.monotonic()
        await self._notify()

    async def _refresh(self) -> None:
        await self.load()
        await self.cut()
        await self.come_back()

    async def _notify(self) -> None:
        async with self.changed:
            self.changed.notify_all()


def _place(value: str) -> tuple[str, str]:
    return value.split(":")[0], value


def _plain(article: str) -> str:
    """Without what only says where it goes; white space does not count."""
    return " ".join(OUT_OF_BAND.sub("", article).split())
