"""Coming in and going out: pages that stay open know of it."""

import pytest
from playwright.sync_api import expect

from e2e.pages import AdminPage, Home, Password, SignIn, SignUp

WITHIN = 2_000  # milliseconds


@pytest.fixture
def signed_in_anew(person, room):
    """grace, with a session that the scenario may end."""
    grace = person()
    sign_in = grace.open(SignIn, f"/accounts/login/?next=/chat/{room}/")
    sign_in.sign_in("grace")
    expect(sign_in.title).to_have_text("Garden")
    return grace


def test_signing_out_in_one_tab_ends_the_others(ada, signed_in_anew, room):
    """D1"""
    hers, graces, home = ada.room(room), signed_in_anew.room(room), signed_in_anew.open(Home)
    signed_in_anew.room(room).sign_out()
    for page in (graces, home):
        expect(page.title).to_have_text("You are signed out", timeout=WITHIN)
    seen = len(graces.frames)
    hers.post("Is she gone?")
    assert graces.frames[seen:] == []
    graces.tab.get_by_role("link", name="Sign in").last.click()
    expect(graces.tab.get_by_label("Username")).to_be_visible()
    hers.expect_same_after_reload()


def test_a_deactivated_persons_pages_close(admin, person, room):
    """D2"""
    trudy = person()
    trudy.open(SignUp).sign_up("trudy", "a long passphrase")
    theirs = trudy.room(room)
    admin.open(AdminPage, "/admin/accounts/user/").deactivate("trudy")
    expect(theirs.title).to_have_text("You are signed out", timeout=WITHIN)


def test_a_new_password_signs_out_the_other_browsers(person, room):
    """D2"""
    at_home, at_work = person(), person()
    at_home.open(SignUp).sign_up("walter", "a long passphrase")
    at_work.open(SignIn).sign_in("walter", "a long passphrase")
    theirs, here = at_work.room(room), at_home.room(room)
    at_home.open(Password).change("a long passphrase", "a longer passphrase")
    expect(theirs.title).to_have_text("You are signed out", timeout=WITHIN)
    here.open().post("I am still here")
    here.expect_same_after_reload()


def test_a_wrong_password_says_so_and_keeps_the_name(person):
    sign_in = person().open(SignIn)
    sign_in.sign_in("grace", "not this")
    expect(sign_in.tab.get_by_role("alert")).to_contain_text("do not belong together")
    expect(sign_in.username).to_have_value("grace")


def test_after_signing_in_one_is_where_one_wanted_to_be(person, room):
    stranger = person()
    page = stranger.visit(f"/chat/{room}/")
    expect(page.title).to_have_text("Sign in")
    SignIn(page.tab, stranger.origin).sign_in("linus")
    expect(page.title).to_have_text("Garden")


def test_signing_up_leads_into_the_open_rooms(ada, person, room):
    hers = ada.room(room)
    stranger = person()
    sign_up = stranger.open(SignUp)
    sign_up.sign_up("barbara", "a long passphrase")
    expect(sign_up.title).to_contain_text("Hello, barbara")
    theirs = stranger.room(room)
    theirs.post("Hello, I am new")
    expect(hers.message("Hello, I am new").body).to_be_visible()
    hers.expect_same_after_reload()
    theirs.expect_same_after_reload()
