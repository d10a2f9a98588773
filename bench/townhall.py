"""This project as a contestant: the production server, demo data, real pages of real people."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_urlsafe

from bench.contestants import WORDS, Contestant, Served
from bench.cores import OF_SERVERS, on_core
from bench.listeners import Ticket
from bench.pages import page_in
from bench.town import Town, discard, town
from tests.support.site import ROOT, RunningSite
from tests.support.visitors import Visitor

NAME = "townhall"
PAGE = "/chat/lobby/"
READY = b"data-live"


class Townhall(Contestant):
    resumes = compresses = True

    def __init__(
        self,
        name=NAME,
        title="Townhall",
        zones=1,
        rooms=0,
        on_postgres=False,
        compression=False,
        **environment: str,
    ):
        self.name = name
        self.title = title
        self.zones = zones
        self.rooms = rooms
        self.on_postgres = on_postgres
        self.compression = compression
        self.environment = environment

    @contextmanager
    def serving(self) -> Iterator["ServedTownhall"]:
        home = town(self.rooms, self.on_postgres)
        site = home.copy(**self.environment)
        try:
            with on_core(OF_SERVERS):
                site.start()
            people = home.travellers if self.zones > 1 else home.neighbours
            yield ServedTownhall(site, home, people, self.compression)
        finally:
            discard(site)

    def say(self, marker: str) -> str:
        return json.dumps({"action": "post_message", "body": f"{marker}: {WORDS}", "nonce": token_urlsafe(12)})

    async def flood(self, served: "ServedTownhall", rate: int, seconds: float, marker: str) -> dict[int, float]:
        """So many changes cannot come over HTTP: a process beside the server writes them, as an import would."""
        return await served.console("bench.writer", str(rate), str(seconds), marker)


class ServedTownhall(Served):
    def __init__(self, site: RunningSite, home: Town, people: list[str], compression: bool):
        super().__init__(site.process.pid, site.port)
        self.site = site
        self.home = home
        self.people = people
        self.compression = compression

    def pages(self) -> list[Ticket]:
        """Of five people: an update is rendered once for each time zone that they live in."""
        return [self._ticket(cookie) for cookie in self.people]

    def topics(self, number: int) -> list[Ticket]:
        return [self._ticket_of(**page) for page in self.home.pages[:number]]

    async def shown(self) -> bytes:
        return (await asyncio.to_thread(self._html, self.people[0])).encode()

    async def console(self, module: str, *arguments: str) -> dict[int, float]:
        """Run a program with this site's database, on our core; the numbers that it prints."""
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, *arguments, cwd=ROOT, env=self.site.environment, stdout=PIPE
        )
        said, _ = await program.communicate()
        if program.returncode:
            raise RuntimeError(f"{module} ended with {program.returncode}")
        return {int(number): moment for number, moment in json.loads(said).items()}

    def _ticket(self, cookie: str) -> Ticket:
        return self._ticket_of(**page_in(self._html(cookie), cookie))

    def _ticket_of(self, path: str, cookie: str, hello: str) -> Ticket:
        return Ticket(path, self.site.url, cookie, hello, READY, compression=self.compression)

    def _html(self, cookie: str) -> str:
        return Visitor(self.site.url).get(PAGE, Cookie=cookie).text
