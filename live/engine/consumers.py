"""One page's connection: who it is, what it may follow, what it asks for."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import parse_qs
from uuid import uuid4

from channels.consumer import AsyncConsumer
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, close_old_connections
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from live.engine import frames, identity, metrics, tokens, topics
from live.engine.audiences import Page
from live.engine.build import build
from live.engine.changes import Place
from live.engine.fragments import fault, speaking, state
from live.engine.hub import hub
from live.engine.journal import journal
from live.engine.limits import BAD_FRAMES, PAGES_A_PERSON, Bucket
from live.engine.notices import NOT_ALLOWED, SIGNED_OUT, TOO_MANY, last_frame, resync_frames
from live.engine.origins import refuse
from live.engine.wires import TOO_SLOW, wire_of

logger = logging.getLogger(__name__)

SILENCE = 5.0  # seconds that an accepted connection has to resume
UNSUPPORTED = 1003
threads = ThreadPoolExecutor(8, thread_name_prefix="action")


def action(method):
    """Marks a method as something that pages may ask for by its name.

    It runs in a thread, gets the frame's fields, and returns HTML for this page, or nothing.
    """
    method.is_action = True
    return method


class LiveConsumer(AsyncConsumer):
    """A page. Subclasses add actions; they are synchronous, as everything outside the engine is."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.turns: dict[str, str] = {}

    def resumed(self) -> str | None:
        """HTML for this page alone after each (re)connection, before it is brought up to date."""
        return None

    def views(self, fields: dict[str, str | list[str]]) -> dict[str, str]:
        """By topic, in which views a page that resumes says it is, where it has turned since it was rendered."""
        return {}

    def turn(self, topic: str, view: str) -> None:
        """After this answer the page follows a topic of its own in another view, from where it is now.

        What is pushed while the answer is made is shown once more in that view: the answer may tell what is there.
        """
        self.turns[topic] = view

    def render(self, template: str, **context) -> str:
        """A fragment for this page, in its language and time zone."""
        return render_to_string(template, context | {"live": True, "viewer": self.user})

    # The connection

    async def __call__(self, scope, receive, send):
        self.scope, self.receive, self.send = scope, receive, send
        self.kwargs = scope.get("url_route", {}).get("kwargs", {})
        hub.start()
        try:
            self.page = self._page()
        except tokens.InvalidToken as refusal:
            return await self._refuse(refusal)
        hub.open(self.page)  # from here on it hears when its session ends
        try:
            await self._in_thread(self._look_up_rights)
            await self._stay()
        except (SignedOut, DatabaseError) as refusal:
            await self._refuse(refusal)
        except PermissionDenied:
            await self._stay(NOT_ALLOWED)
        finally:
            hub.close(self.page)

    async def _refuse(self, reason: Exception) -> None:
        logger.warning("websocket refused: %s: %s", self.scope["path"][:200], str(reason) or type(reason).__name__)
        await refuse(self.receive, self.send)

    def _page(self) -> Page:
        """The page that this connection is for. Raises InvalidToken."""
        query = parse_qs(self.scope["query_string"].decode("latin-1"))
        token = tokens.read(query.get("token", [""])[0], self.scope["path"])
        session_key = identity.session_key_of(self.scope["headers"])
        if token.session and token.session != tokens.session_digest(session_key):
            raise tokens.InvalidToken("another session")
        if token.page in hub.sent_off:
            raise tokens.InvalidToken("closed for asking too much")
        return Page(uuid4(), token, session_key if token.user_id else "", hub)

    def _look_up_rights(self) -> None:
        """Raises SignedOut, or PermissionDenied if the page's person may not follow its topics."""
        self._look_up_person()
        if not self._sees_its_topics():
            raise PermissionDenied("may not follow its topics")

    def _look_up_person(self) -> None:
        """Who the page's person is now. Raises SignedOut."""
        self.user = identity.person_of(self.page.session_key, self.page.user_id)
        if self.user.pk != self.page.user_id:
            raise SignedOut

    def _sees_its_topics(self) -> bool:
        wanted = {topic for topic, _view in self.page.token.follows}
        return topics.visible(wanted, self.user) == wanted

    async def _stay(self, refusal: int = 0) -> None:
        """Accept the connection; a page that may not stay is told why and closed."""
        await self.receive()
        await self.send({"type": "websocket.accept"})
        self.page.accept(wire_of(self.scope, self.send, self.page.step_back, self.page.catch_up))
        self.bucket, self.bad = Bucket(), 0
        if settings.LIMITS and self.page.user_id and hub.people[self.page.user_id] > PAGES_A_PERSON:
            refusal = refusal or TOO_MANY
        if refusal:
            return self._end(refusal)
        await self._listen()

    async def _listen(self) -> None:
        while True:
            try:
                async with asyncio.timeout(None if self.page.visit else SILENCE):
                    message = await self.receive()
            except TimeoutError:
                return self.page.wire.close(TOO_SLOW)
            if message["type"] == "websocket.disconnect":
                return None
            await self._hear(message)

    async def _hear(self, message: dict) -> None:
        text = message.get("text")
        if text is None:
            return self.page.wire.close(UNSUPPORTED)
        if not (self.bucket.take() and hub.may_ask(self.page)):
            return self._misbehaved("too many frames")
        try:
            name, fields = frames.parse(text)
            work = self._work(name)
        except frames.BadFrame as error:
            return self._misbehaved(str(error))
        places = self.page.places()
        if html := await self._in_thread(self._answer, work, fields):
            await self._say(html, f"answer to {name}")
        if self.turns:
            turns, self.turns = self.turns, {}
            hub.turn(self.page, turns, places)

    async def _say(self, html: str, why: str) -> None:
        """To this page alone."""
        with suppress(OSError, RuntimeError):  # closed meanwhile: the next message says so
            await self.send({"type": "websocket.send", "text": html})
        if journal.is_kept:
            token = self.page.token
            journal.note(html, token.path, token.language, why, [token.user_id])

    def _work(self, name: str):
        if name == "resume":
            return self._resume
        method = getattr(type(self), name, None)
        if method is None or not getattr(method, "is_action", False):
            raise frames.BadFrame("unknown action")
        return method.__get__(self)

    def _misbehaved(self, what: str) -> None:
        logger.info("frame refused: %s", what)
        metrics.refused.labels(what).inc()
        self.bad += 1
        if self.bad >= BAD_FRAMES:
            hub.sent_off.add(self.page.token.page)
            self._end(TOO_MANY)

    def _end(self, code: int) -> None:
        self.page.end(code, last_frame(code, self.page.token.language))

    # In a thread

    async def _in_thread(self, function, *arguments):
        return await asyncio.get_running_loop().run_in_executor(threads, _with_connection, function, *arguments)

    def _answer(self, work, fields: dict) -> str | None:
        """What the page gets for it; whatever goes wrong is said on the page, and the connection stays."""
        token = self.page.token
        with speaking(token.language, token.time_zone):
            try:
                if self.page.visit:  # on the first resume this has just been looked up
                    self._look_up_person()
                return work(fields)
            except Exception as error:
                return self._excuse(error)

    def _excuse(self, error: Exception) -> str | None:
        if isinstance(error, SignedOut):
            return self._on_loop(self._end, SIGNED_OUT)
        if isinstance(error, PermissionDenied):
            return self._refused(str(error) or _("You may not do that."))
        if isinstance(error, Http404):
            return self._refused(_("That is not there any more."))
        logger.error("action failed", exc_info=error)
        if settings.DEBUG:
            return state("error", error=fault(error))
        if isinstance(error, DatabaseError):
            return notice(_("That could not be saved just now. What you wrote is still here: try again."))
        return notice(_("Something went wrong on our side. What you wrote is still here."))

    def _refused(self, why: str) -> str | None:
        """To say it is enough, unless the page has lost its right to be there."""
        if not self._sees_its_topics():
            return self._on_loop(self._end, NOT_ALLOWED)
        return notice(why)

    def _resume(self, fields: dict) -> str | None:
        if self.page.token.build != build():
            self._on_loop(hub.detach, self.page)
            return resync_frames(len(hub.pages))[0].text
        places = _places(fields.get("position", []))
        html = self.resumed()
        self._on_loop(hub.resume, self.page, places, self.views(fields))
        return html

    def _on_loop(self, function, *arguments) -> str | None:
        """Have something done where pages are; nothing is left to answer."""
        hub.loop.call_soon_threadsafe(function, *arguments)
        return None


def _with_connection(function, *arguments):
    """Call it in a thread of the pool, and leave the database's connection as Django leaves it after a request."""
    try:
        return function(*arguments)
    finally:
        close_old_connections()


class SignedOut(PermissionDenied):
    """The session that the page was made for is over."""


def notice(text: str) -> str:
    """A sentence at the top of the page that asked."""
    return state("notice", text=text)


def _places(positions: str | list[str]) -> dict[str, Place]:
    """The places that a page says it is at; what is not a place is left out."""
    places = {}
    for text in [positions] if isinstance(positions, str) else positions:
        try:
            place = Place.parse(text)
        except ValueError:
            continue
        places[place.topic] = place
    return places
