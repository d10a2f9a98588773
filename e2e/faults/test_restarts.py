"""The server dies and comes back under open pages."""

import pytest
from playwright.sync_api import expect

from e2e.faults.background import again_and_again
from tests.support.sizes import two_sizes


class Witness:
    """linus, at a program of his own, who writes all the time and notes what was accepted."""

    def __init__(self, visitor, room):
        self.visitor = visitor
        self.path = f"/chat/{room}/messages/"
        self.accepted: list[str] = []

    def write(self, number: int) -> None:
        body = f"Note {number}"
        try:
            answer = self.visitor.post(self.path, body=body, nonce=f"{self.path} {number}")
        except OSError:
            return  # the server was not there, or died of it: it may be written, or not
        if answer.status == 200:
            self.accepted.append(body)


@two_sizes("rounds", small=3, full=10, seconds=240)
def test_kills_while_people_write(own_site, ada, grace, visitor, room, rounds):
    """A1 in small: nothing is lost, nothing is doubled, nothing is out of order, no page is loaded anew."""
    hers, graces, linus = ada.room(room), grace.room(room), Witness(visitor("linus"), room)
    hers.mark()
    graces.mark()
    with again_and_again(linus.write, pause=lambda: 0.15):
        for round in range(rounds):
            hers.composer.fill(f"Round {round}")
            if round % 2:
                own_site.kill()
                hers.composer.press("Enter")
            else:
                hers.composer.press("Enter")
                own_site.kill()
            hers.expect_away()
            own_site.start()
            graces.expect_live()
            hers.expect_live()
            hers.send_again_unless_written(f"Round {round}")
    for page in (hers, graces):
        page.expect_live()
        page.expect_in_order([f"Round {round}" for round in range(rounds)])
        page.expect_in_order(linus.accepted)
        page.expect_each_once()
        page.expect_same_after_reload()
        page.expect_never_reloaded()


def test_a_deploy_is_told_and_over_soon(own_site, ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.mark()
    hers.post("Before")
    hers.write("What I am wri")
    expect(graces.typing).to_have_text("ada is typing")
    own_site.stop()
    hers.expect_away()
    hers.write("ting")
    own_site.start()
    hers.expect_live()
    graces.expect_live()
    expect(graces.typing).to_be_empty()
    graces.post("After")
    hers.expect_messages("Before", "After")
    expect(hers.composer).to_have_value("What I am writing")
    hers.expect_never_reloaded()
    hers.expect_same_after_reload()
    graces.expect_same_after_reload()


@pytest.mark.timeout(60)
def test_a_server_that_hangs_is_noticed(own_site, ada, grace, room):
    """No connection is lost, no goodbye comes: the page finds out by itself."""
    hers, graces = ada.room(room), grace.room(room)
    hers.hurry()
    own_site.pause()
    expect(hers.tab.get_by_text("The connection is stale.")).to_be_visible()
    own_site.resume()
    graces.post("Awake again")
    expect(hers.message("Awake again").body).to_be_visible()
    hers.expect_live()
