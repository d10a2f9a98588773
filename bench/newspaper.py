"""A live blog of this project as a contestant: 1,000 entries, an editor, readers who are strangers to the site."""

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.cores import OF_SERVERS, on_core
from bench.listeners import Ticket
from bench.pages import page_in
from bench.town import discard, town
from bench.townhall import ServedTownhall, Townhall
from tests.support.visitors import Visitor

BLOG = "/blog/launch-day/"
ENTRIES = 1_000
PRINT = """
from live.accounts.models import User
from live.blog import demo
from live.blog.models import Blog

blog, people = Blog.objects.get(slug="launch-day"), {{"ada": User.objects.get(username="ada")}}
blog.entries.quietly().delete()
told = [(number, "ada", f"Entry {{number}}\\nWhat was said, and what came of it.", "") for number in range({entries})]
demo.fill(blog, told, people, demo.LAUNCH)
"""


class Newspaper(Townhall):
    @contextmanager
    def serving(self) -> Iterator["ServedNewspaper"]:
        home = town(0)
        site = home.copy(**self.environment)
        try:
            site.python(PRINT.format(entries=ENTRIES))
            with on_core(OF_SERVERS):
                site.start()
            yield ServedNewspaper(site, home, home.travellers)
        finally:
            discard(site)

    def say(self, marker: str) -> str:
        return json.dumps({"action": "publish_entry", "body": f"{marker}\nThe whistle was heard, and the ball rolls."})


class ServedNewspaper(ServedTownhall):
    """`people` begins with ada, who is an editor."""

    def pages(self) -> list[Ticket]:
        """Of strangers, who share one address: it serves any number of them."""
        return [self._ticket("")]

    def editor(self) -> Ticket:
        return self._ticket(self.people[0])

    def come_back(self) -> None:
        """After a power cut."""
        self.site.kill()
        with on_core(OF_SERVERS):
            self.site.start()

    async def load(self) -> float:
        """The seconds that a first page takes, on a connection of its own."""
        began = time.monotonic()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET {BLOG} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        if not answer.startswith(b"HTTP/1.1 200") or b"</html>" not in answer:
            raise RuntimeError(answer[:200].decode())
        return time.monotonic() - began

    def _ticket(self, cookie: str) -> Ticket:
        return self._ticket_of(**page_in(self._html(cookie), cookie))

    def _html(self, cookie: str) -> str:
        return Visitor(self.site.url).get(BLOG, **({"Cookie": cookie} if cookie else {})).text
