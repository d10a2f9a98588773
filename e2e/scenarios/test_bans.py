"""An administrator decides who comes in and who has to go."""

import re

from playwright.sync_api import expect

from e2e.pages import Search, SignIn, SignUp, SiteSettings, Somebody


def test_a_ban_ends_everything_of_somebody_at_once_and_can_be_lifted(ada, admin, mallory, own_site, person, watch):
    watch.expect("403 (Forbidden)")
    slug = ada.make_room("Parlour")
    hers, mallorys = ada.room(slug), mallory.room(slug)
    hers.post("Good evening")
    mallorys.post("Buy my book")
    hers.post("No, thank you")
    hers.expect_headers("Good evening", "Buy my book", "No, thank you")
    hers.write("Half a thou")
    admins = admin.open(Somebody, "/people/mallory/")
    admins.ban()
    mallorys.expect_ended("You are signed out")
    hers.expect_messages("Good evening", "No, thank you")
    hers.expect_headers("Good evening")
    expect(hers.composer).to_have_value("Half a thou")
    hers.expect_same_after_reload()
    ada.open(Search).expect_found("book")
    sign_in = person().open(SignIn)
    sign_in.sign_in("mallory")
    expect(sign_in.title).to_have_text("You are banned")
    admins.lift_ban()
    hers.expect_messages("Good evening", "Buy my book", "No, thank you")
    hers.expect_live()
    hers.expect_same_after_reload()
    sign_in.open()
    sign_in.sign_in("mallory")
    expect(sign_in.title).to_contain_text("Hello, Mallory")


def test_a_join_link_lets_people_in_where_sign_up_is_not_open(ada, admin, own_site, person, watch):
    watch.expect("403 (Forbidden)")
    watch.expect("404 (Not Found)")
    hers, settings = ada.room("lobby"), admin.open(SiteSettings)
    settings.rename("Village hall")
    expect(hers.tab).to_have_title(re.compile(r"Lobby · Village hall$"))
    settings.choose("Whoever has the join link")
    old, new = settings.new_link(), settings.new_link()
    stranger = person()
    expect(stranger.visit("/accounts/signup/").title).to_have_text("Sign-up is closed")
    stranger.visit(old).expect_not_found()
    stranger.open(SignUp, new).sign_up("barbara", "gerontological")
    expect(stranger.visit("/").tab.locator("[data-room=lobby]")).to_be_visible()
    hers.expect_same_after_reload()
