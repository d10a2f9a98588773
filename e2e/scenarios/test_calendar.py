"""A calendar whose cells are alive: for who looks at the month, and for nobody else."""

from playwright.sync_api import expect

from e2e.access import names_heard
from e2e.pages import EventForm, EventPage, Month

FEBRUARY, MARCH = "/calendar/2027/2/", "/calendar/2027/3/"


def page_of(month: Month, person, title: str, day: str) -> EventPage:
    return person.open(EventPage, month.chip(title, day).get_attribute("href"))


def test_a_month_that_three_people_look_at(grace, linus, mallory):
    """Two at February, in Berlin and in New York, one at March: made, renamed, moved, repeated, changed, deleted."""
    berlin, new_york = grace.open(Month, FEBRUARY), linus.open(Month, FEBRUARY)
    elsewhere = mallory.open(Month, MARCH)
    elsewhere.tell_no_frame_of()
    both = (berlin, new_york)

    berlin.new_event(title="Rehearsal", starts="2027-02-10T02:00", ends="2027-02-10T03:00")
    berlin.expect_on("Rehearsal", "2027-02-10")
    berlin.expect_at("Rehearsal", "2027-02-10", "02:00")
    new_york.expect_on("Rehearsal", "2027-02-09")
    new_york.expect_at("Rehearsal", "2027-02-09", "20:00")

    page = page_of(new_york, linus, "Rehearsal", "2027-02-09")
    page.edit(title="Dress rehearsal", starts="2027-02-10T19:00", ends="2027-02-10T21:00")
    expect(page.title).to_have_text("Dress rehearsal")
    for month in both:
        month.expect_on("Dress rehearsal", "2027-02-10")

    berlin.drag("Dress rehearsal", "2027-02-10", "2027-02-12")
    for month in both:
        month.expect_on("Dress rehearsal", "2027-02-12")

    page.tab.get_by_role("link", name="Move").press("Enter")
    page.tab.get_by_role("button", name="Place here 16 February").press("Enter")
    for month in both:
        month.expect_on("Dress rehearsal", "2027-02-16")
    berlin.expect_same_after_reload()

    page = page_of(berlin, grace, "Dress rehearsal", "2027-02-16")
    page.edit(repeat="Daily", times="4")
    days = [f"2027-02-{day}" for day in (16, 17, 18, 19)]
    for month in both:
        month.expect_on("Dress rehearsal", *days)
    page_of(new_york, linus, "Dress rehearsal", days[1]).edit(title="Sound check", scope="This event")
    for month in both:
        month.expect_on("Sound check", days[1])
        month.expect_on("Dress rehearsal", days[0], *days[2:])
    page_of(berlin, grace, "Dress rehearsal", days[2]).edit(title="Show", scope="This and following")
    for month in both:
        month.expect_on("Show", *days[2:])
        month.expect_on("Dress rehearsal", days[0])
        month.expect_same_after_reload()

    page_of(berlin, grace, "Show", days[3]).delete("This event")
    page_of(berlin, grace, "Sound check", days[1]).delete("All events")
    for month in both:
        month.expect_on("Show", days[2])
        month.expect_on("Dress rehearsal")
        month.expect_on("Sound check")
        month.expect_same_after_reload()
    elsewhere.expect_no_frame()
    elsewhere.expect_same_after_reload()


def test_who_may_not_sees_it_refused(grace):
    """A holiday is everybody's to read, and nobody's but an administrator's to move."""
    month = grace.open(Month, "/calendar/2026/12/")
    month.drag("Christmas", "2026-12-25", "2026-12-23")
    expect(month.notice).to_contain_text("You may not do that.")
    month.expect_on("Christmas", "2026-12-25")


def test_a_day_with_more_than_its_cell_takes(grace):
    """The rest is counted, and the day's list has all of it."""
    month = grace.open(Month, "/calendar/2026/11/")
    day = month.day("2026-11-20")
    expect(day.get_by_text("Photographs")).not_to_be_visible()
    more = len([chip for chip in day.get_by_test_id("event").all() if not chip.is_visible()])
    assert f"+{more} more 20 November" in names_heard(month.tab, "link")
    day.get_by_text("more").click()
    expect(day.get_by_text("Photographs")).to_be_visible()
    day.get_by_role("link", name="Close the list").click()
    expect(day.get_by_text("Photographs")).not_to_be_visible()


def test_two_editors_of_one_event(grace, linus):
    """The second is told what the first has made of it, and loses nothing."""
    month = grace.open(Month, "/calendar/2027/4/")
    month.new_event(title="Picnic", starts="2027-04-10T12:00", ends="2027-04-10T14:00")
    hers = page_of(month, grace, "Picnic", "2027-04-10")
    his = linus.open(EventPage, hers.path)
    form = his.start_editing()
    form.fill(title="Picnic in the park", place="Park")
    hers.edit(title="Barbecue")
    expect(his.title).to_have_text("Barbecue")
    form.save()
    expect(his.tab.get_by_role("alert").filter(has_text="Grace Hopper changed it")).to_be_visible()
    expect(his.tab.get_by_role("row", name="Title")).to_contain_text("Barbecue")
    expect(form.field("Title")).to_have_value("Picnic in the park")
    expect(form.field("Place")).to_have_value("Park")
    form.save()
    expect(hers.title).to_have_text("Picnic in the park")
    hers.expect_same_after_reload()


def test_the_last_seat(grace, linus, mallory):
    """Who comes, who waits, and who moves up, live."""
    month = grace.open(Month, "/calendar/2027/5/")
    month.new_event(title="Workshop", starts="2027-05-10T12:00", ends="2027-05-10T14:00", capacity="1")
    pages = [page_of(month, person, "Workshop", "2027-05-10") for person in (grace, linus, mallory)]
    pages[1].answer("Yes", "At last")
    pages[0].expect_answer("linus", "yes")
    pages[2].answer("Yes")
    for page in pages:
        page.expect_answer("mallory", "waiting")
        expect(page.tab.get_by_text("At last", exact=True).first).to_be_visible()
    pages[1].answer("No")
    for page in pages:
        page.expect_answer("mallory", "yes")
    expect(mallory.visit("/notifications/").tab.get_by_text("you are going to “Workshop”")).to_be_visible()
    pages[0].expect_same_after_reload()


def test_without_javascript(person, ada, watch):
    """Make, change, move, answer and delete by forms and links."""
    watch.expect("status of 422")
    grace = person(java_script_enabled=False, name="grace")
    live = ada.open(Month, "/calendar/2027/6/")
    month = grace.open(Month, "/calendar/2027/6/")
    month.tab.get_by_role("link", name="New event").click()
    form = EventForm(month.tab)
    form.fill(title="Concert", starts="2027-06-10T19:00", ends="2027-06-10T18:00")
    form.save()
    expect(month.tab.get_by_text("It cannot end before it starts.").first).to_be_visible()
    expect(form.field("Title")).to_have_value("Concert")
    form.fill(ends="2027-06-10T21:00")
    form.save()
    month.expect_on("Concert", "2027-06-10")
    live.expect_on("Concert", "2027-06-10")
    page = EventPage(month.tab, month.origin, is_live=False)
    month.chip("Concert", "2027-06-10").click()
    page.edit(title="Big concert")
    page.tab.get_by_role("link", name="Move").click()
    page.tab.get_by_role("button", name="Place here 12 June").click()
    live.expect_on("Big concert", "2027-06-12")
    month.chip("Big concert", "2027-06-12").click()
    page.answer("Maybe", "If it is dry")
    page.expect_answer("grace", "maybe")
    page.delete()
    live.expect_on("Big concert")
    month.expect_on("Big concert")
    live.expect_same_after_reload()
