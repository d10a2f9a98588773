"""An answer by HTTP and the push of the same change cross each other (B11)."""

import pytest
from playwright.sync_api import expect

from tests.support.sizes import two_sizes

SAY = """
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room
room, linus = Room.objects.get(slug="{slug}"), User.objects.get(username="linus")
print([services.post_message(room, linus, f"Note {{number}}").pk for number in range(60)][0])
"""


class Crossing:
    """The way of answers to a page: one can be kept back while pushes go on."""

    def __init__(self, page):
        self.page = page
        self.kept = []
        page.tab.route("**/?before=*", self._keep)

    def _keep(self, route) -> None:
        self.kept.append((route, route.fetch()))

    def scroll_up(self) -> None:
        """As far as the page asks for earlier messages; the answer is what it was then."""
        with self.page.tab.expect_request("**/?before=*"):
            self.page.scroll_to_top()
        while not self.kept:
            self.page.tab.evaluate("true")

    def let_through(self) -> None:
        route, answer = self.kept.pop()
        route.fulfill(response=answer)


@pytest.fixture
def first(here, room) -> int:
    """The number of the first of sixty messages."""
    return int(here.python(SAY.format(slug=room)))


@two_sizes("times", small=1, full=10)
def test_answers_and_pushes_cross(ada, room, first, visitor, measured, times):
    """B11: what changed while earlier messages were on their way is there as it is now."""
    linus = visitor("linus")
    for turn in range(times):
        hers = ada.room(room)
        expect(hers.messages).to_have_count(40)
        crossing = Crossing(hers)
        crossing.scroll_up()
        linus.post(f"/chat/{room}/messages/{first + 5}/edit/", body=f"Newest state {turn}")
        linus.post(f"/chat/{room}/messages/{first + 6 + turn}/delete/")
        linus.post(f"/chat/{room}/messages/", body=f"After that {turn}", nonce=f"{room} {turn}")
        expect(hers.message(f"After that {turn}").body).to_be_attached()
        crossing.let_through()
        expect(hers.message("Note 4").body).to_be_attached()
        expect(hers.message(f"Newest state {turn}").body).to_have_count(1)
        expect(hers.message(f"Note {6 + turn}").body).to_have_count(0)
        linus.post(f"/chat/{room}/messages/{first + 5}/edit/", body=f"Newer still {turn}")
        expect(hers.message(f"Newer still {turn}").body).to_have_count(1)
        hers.expect_each_once()
        hers.tab.close()
    measured("B11", push_first=times, answer_first=times, stale=0, doubled=0)
