"""This project as a contestant: the production server, demo data, real pages of real people."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from secrets import token_urlsafe

import psutil

from bench.contestants import Contestant, Served
from bench.cores import OF_SERVERS, on_core
from bench.listeners import Ticket
from tests.support.site import RunningSite, site_with_demo_data
from tests.support.visitors import CONNECT, POSITION, Visitor

PEOPLE = ["ada", "admin", "grace", "linus", "mallory"]  # in four time zones: an update is rendered four times
PAGE = "/chat/lobby/"


class Townhall(Contestant):
    name = "townhall"
    title = "Townhall"

    def __init__(self, **environment: str):
        self.environment = environment

    @contextmanager
    def serving(self) -> Iterator[Served]:
        site = site_with_demo_data(**self.environment)
        try:
            with on_core(OF_SERVERS):
                site.start()
            tickets = [page_of(site, name) for name in PEOPLE]
            yield Served(psutil.Process(site.process.pid), site.port, tickets)
        finally:
            site.end()
            shutil.rmtree(site.data, ignore_errors=True)

    def say(self, body: str) -> str:
        return json.dumps({"action": "post_message", "body": body, "nonce": token_urlsafe(12)})


def page_of(site: RunningSite, name: str) -> Ticket:
    """The room as that person loads it; any number of connections may share one page."""
    visitor = Visitor(site.url, name)
    html = visitor.get(PAGE).text
    return Ticket(
        path=unescape(CONNECT.search(html)[1]),
        origin=site.url,
        cookie=visitor.cookie_header(),
        hello=json.dumps({"action": "resume", "position": POSITION.findall(html)}),
        ready=b"data-live",
    )
