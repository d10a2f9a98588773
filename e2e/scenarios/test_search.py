"""What was said is found by who may see it, for as long as it is there."""

from playwright.sync_api import expect

from e2e.pages import Search


def test_what_was_said_is_found_until_it_is_deleted(ada, grace, room):
    hers, search = ada.room(room), grace.open(Search)
    cake, gone = "The Käsekuchen is <b>in the fridge</b>", "The cheese cake is gone"
    hers.post(cake)
    hers.post("Who ate it?")
    search.expect_found("kasekuchen", cake)
    expect(search.found.locator("mark")).to_have_text("Käsekuchen")
    search.found.get_by_role("link").click()
    expect(search.tab.locator(".message--marked")).to_contain_text(cake)
    search.tab.go_back()
    search.expect_found('"kasekuchen* (fri', cake)
    hers.message(cake).edit(gone)
    search.expect_found("kasekuchen")
    search.expect_found("cheese cak", gone)
    hers.message(gone).delete()
    search.expect_found("cheese cake")
    hers.expect_same_after_reload()


def test_a_closed_room_is_not_found_by_others(ada, grace, mallory):
    slug = ada.make_room("Sommelier", "grace")
    hers = ada.room(slug)
    hers.post("The zinfandel is for the board")
    grace.open(Search).expect_found("zinfandel", "The zinfandel is for the board")
    mallorys = mallory.open(Search)
    mallorys.expect_found("zinfandel")
    ada.settings_of(slug).remove("grace")
    grace.open(Search).expect_found("zinfandel")
    hers.expect_same_after_reload()
