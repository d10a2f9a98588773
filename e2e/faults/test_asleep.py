"""A tab that nobody looks at: the browser stops it, and lets it go on later (B7)."""

from contextlib import contextmanager

from playwright.sync_api import expect

from tests.support.sizes import two_sizes

SAY = """
import time
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room
room, linus = Room.objects.get(slug="{slug}"), User.objects.get(username="linus")
for number in range({first}, {last}):
    services.post_message(room, linus, f"Note {{number}}")
    time.sleep({pause})
"""


@contextmanager
def asleep(tab):
    """Chromium freezes it: no script runs, nothing is shown anew."""
    session = tab.context.new_cdp_session(tab)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    yield
    session.send("Page.setWebLifecycleState", {"state": "active"})


@two_sizes("missed, lasting", small=(20, 0.5), full=(600, 600.0), seconds=900)
def test_shown_again_it_has_only_what_was_missed(here, ada, room, measured, missed, lasting):
    """B7: where one was reading nothing jumps, and what was half written is still being written."""
    here.python(SAY.format(slug=room, first=0, last=40, pause=0))
    hers = ada.room(room)
    hers.mark()
    hers.scroll(-400)
    hers.composer.focus()
    hers.write("Half a sen")
    before, seen = hers.message("Note 20").body.bounding_box(), len(hers.frames)
    with asleep(hers.tab):
        here.python(SAY.format(slug=room, first=40, last=40 + missed, pause=lasting / missed))
    expect(hers.message(f"Note {39 + missed}").body).to_be_attached(timeout=30_000)
    expect(hers.composer).to_be_focused()
    hers.write("tence")
    expect(hers.composer).to_have_value("Half a sentence")
    assert hers.message("Note 20").body.bounding_box() == before
    hers.expect_live()
    hers.expect_each_once()
    hers.expect_never_reloaded()
    measured("B7", asleep_for=f"{lasting:.0f} s", missed=missed, frames=len(hers.frames) - seen, moved="0 px")
    hers.expect_same_after_reload()
