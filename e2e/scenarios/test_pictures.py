"""Pictures of people: given on the profile, seen everywhere."""

from playwright.sync_api import expect

from e2e.access import expect_accessible
from e2e.pages import Profile
from tests.files.contents import picture


def test_a_new_picture_of_somebody_shows_on_open_pages(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    for text in ("One", "Two"):
        hers.post(text)
    profile = ada.open(Profile)
    profile.give_picture("me.png", picture(size=(300, 900)))
    avatars = graces.tab.locator("img.avatar")
    expect(avatars).to_have_count(3)  # beside each message, and in the list of who is here
    expect(hers.tab.locator(".site-bar img.avatar")).to_have_count(1)
    expect_accessible(profile.tab)
    graces.expect_same_after_reload()
    hers.expect_same_after_reload()
    profile.remove_picture()
    expect(avatars).to_have_count(0)
    expect(hers.tab.locator(".site-bar img.avatar")).to_have_count(0)
    graces.expect_same_after_reload()
