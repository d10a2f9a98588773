"""Files that come into a calendar while others look at it, feeds, reminders, finding a time."""

import re

from playwright.sync_api import expect

from e2e.pages import EventPage, Import, Month

JUNE = "/calendar/2027/6/"
EVENT = """BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260101T000000Z
SUMMARY:{title}
DTSTART;TZID=Europe/Berlin:{start}
{more}
END:VEVENT
"""


def file(*events: str) -> str:
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n" + "".join(events) + "END:VCALENDAR\n"


def event(uid: str, title: str, start: str, more: str = "DURATION:PT1H") -> str:
    return EVENT.format(uid=uid, title=title, start=start, more=more)


def test_a_file_comes_in_while_somebody_looks(ada, grace):
    """What is good is in the month at once, what is bad is named, and everything goes out again."""
    month = grace.open(Month, JUNE)
    page = ada.open(Import)
    good = event("e2e-choir", "Choir practice", "20270607T190000", "DURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3")
    page.bring("june.ics", file(good, event("e2e-bad", "Broken", "20270699T190000")), "Team")
    page.expect_done()
    expect(page.state).to_contain_text("1 event added")
    expect(page.tab.get_by_test_id("problems")).to_contain_text("Broken line 12")
    month.expect_on("Choir practice", "2027-06-07", "2027-06-14", "2027-06-21")
    month.expect_same_after_reload()

    there = grace.open(EventPage, month.chip("Choir practice", "2027-06-14").get_attribute("href"))
    there.tab.get_by_label("Reminder", exact=True).select_option(label="1 day before")
    there.tab.get_by_role("button", name="Add a reminder").click()
    expect(there.tab.get_by_test_id("reminders")).to_contain_text("1 day before")
    with there.tab.expect_download() as download:
        there.tab.get_by_role("link", name="Save as a file").click()
    assert "RRULE:FREQ=WEEKLY;COUNT=3" in download.value.path().read_text()


def test_a_large_file_shows_how_far_it_is(ada):
    """Without a reload; the page of somebody who comes later is the same."""
    events = [event(f"e2e-{number}", f"Large {number}", "20280607T190000") for number in range(1500)]
    page = ada.open(Import)
    page.bring("large.ics", file(*events), "Ada Lovelace")
    page.mark()
    page.expect_live()
    page.expect_done()
    page.expect_never_reloaded()
    expect(page.progress).to_have_count(0)
    expect(page.state).to_contain_text("1500 events added")
    page.expect_same_after_reload()


def test_the_address_of_a_feed(grace):
    page = grace.visit("/calendar/feed/")
    page.tab.get_by_role("button", name="Make an address").click()
    address = page.tab.get_by_label("Your address").input_value()
    assert re.match(rf"{re.escape(page.origin)}/calendar/feed/\S{{32}}\.ics$", address)
    answer = page.tab.context.request.get(address)
    assert (answer.status, "BEGIN:VCALENDAR" in answer.text()) == (200, True)
    page.tab.get_by_role("button", name="Revoke").click()
    expect(page.tab.get_by_role("button", name="Make an address")).to_be_visible()
    assert page.tab.context.request.get(address).status == 404


def test_a_time_that_suits_all(grace):
    page = grace.visit("/calendar/times/?people=grace&people=linus&day=2028-03-01&span=day")
    expect(page.tab.get_by_test_id("times")).to_have_count(1)
    page.tab.get_by_test_id("offers").get_by_role("link").first.click()
    expect(page.tab.get_by_label("Starts", exact=True)).to_have_value("2028-03-01T08:00")
    page.tab.get_by_role("button", name="Find a time").click()
    page.tab.get_by_test_id("offers").get_by_role("button", name="09:00–").first.click()
    expect(page.tab.get_by_label("Starts", exact=True)).to_have_value("2028-03-01T09:00")
