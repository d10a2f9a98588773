"""From page to page, while frames for the one before are on their way (B9)."""

from contextlib import ExitStack

from playwright.sync_api import expect

from e2e.faults.background import again_and_again
from tests.support.sizes import two_sizes


@two_sizes("times", small=4, full=1_000, seconds=2_400)
def test_nothing_of_one_page_comes_into_the_next(ada, new_room, visitor, measured, times):
    """B9: two rooms, in both of which people talk without a pause."""
    rooms = {"Garden": new_room("Garden"), "Kitchen": new_room("Kitchen")}
    hers = ada.room(rooms["Garden"])
    with ExitStack() as talk:
        for person, (name, slug) in zip(("linus", "mallory"), rooms.items(), strict=True):
            talk.enter_context(again_and_again(say(visitor(person), name, slug), pause=lambda: 0.03))
        for turn in range(times):
            name = ["Kitchen", "Garden"][turn % 2]
            hers.link_to(rooms[name]).click()
            expect(hers.title).to_have_text(name)
            expect(hers.bodies.last).to_contain_text(name)
            assert {text.split()[0] for text in hers.bodies.all_inner_texts()} == {name}
    hers.expect_live()
    hers.path = f"/chat/{rooms[name]}/"
    hers.expect_same_after_reload()
    measured("B9", pages=times, strange=0)


def say(visitor, name: str, slug: str):
    return lambda number: visitor.post(f"/chat/{slug}/messages/", body=f"{name} {number}", nonce=f"{slug} {number}")
