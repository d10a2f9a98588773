"""Finding a time: who is free when, as far as one may see it."""

import html
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from live.calendar import attending, finding
from tests.calendar.people import person, personal_calendar, shared_calendar
from tests.calendar.test_export import choir

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 5)


@pytest.fixture
def ada():
    return person("ada")


@pytest.fixture
def grace():
    return person("grace")


@pytest.fixture
def team():
    return shared_calendar()


def busy(*people, viewer, besides=None):
    """The half hours in which each is, in Berlin."""
    with timezone.override("Europe/Berlin"):
        [day] = finding.days_of(people, viewer, DAY, 1, besides)
    names = [
        f"{timezone.localtime(step.starts, timezone.zoneinfo.ZoneInfo('Europe/Berlin')):%H:%M}" for step in day.steps
    ]
    return [[name for name, cell in zip(names, row.cells, strict=True) if cell] for row in day.rows]


def test_who_is_asked_and_has_not_declined_is_busy(ada, grace, team):
    choir(ada, team, "2026-01-05 10:00", invited=[ada, grace])
    declined = choir(ada, team, "2026-01-05 15:00", invited=[ada, grace])
    attending.answer(declined, grace, "no")
    assert busy(ada, grace, viewer=ada) == [["10:00", "10:30", "15:00", "15:30"], ["10:00", "10:30"]]


def test_what_stands_in_ones_own_calendar_counts_unless_it_leaves_one_free(ada, grace):
    own = personal_calendar(grace)
    choir(grace, own, "2026-01-05 09:15", hours=0.5)
    choir(grace, own, "2026-01-05 12:00", transparent=True)
    choir(grace, own, "2026-01-05 13:00", status="cancelled")
    choir(grace, own, "2025-12-29 18:00", rrule="FREQ=WEEKLY")
    assert busy(grace, viewer=ada) == [["09:00", "09:30", "18:00", "18:30"]]


def test_all_day_is_all_day(ada):
    own = personal_calendar(ada)
    day = datetime(2026, 1, 5, tzinfo=UTC)
    choir(ada, own, starts="2026-01-05 00:00", all_day=True) and None
    event = own.events.get()
    type(event).objects.quietly().update(starts=day, ends=day + timedelta(1), series_ends=day + timedelta(1))
    assert len(busy(ada, viewer=ada)[0]) == 24


def test_only_what_one_may_see_counts(ada, grace):
    choir(grace, personal_calendar(grace, everybody="none"), "2026-01-05 10:00")
    assert busy(grace, viewer=ada) == [[]]
    assert busy(grace, viewer=grace) == [["10:00", "10:30"]]


def test_the_event_that_is_to_be_moved_blocks_nobody(ada, grace, team):
    event = choir(ada, team, "2026-01-05 10:00", invited=[grace])
    assert busy(grace, viewer=ada, besides=event) == [[]]


def test_the_first_times_that_suit_all_are_offered(ada, grace, team):
    choir(ada, team, "2026-01-05 08:00", hours=2, invited=[ada])
    choir(ada, team, "2026-01-05 11:00", hours=8, invited=[grace])
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC)), timezone.override("Europe/Berlin"):
        days = finding.days_of([ada, grace], ada, DAY, 1)
        offers = finding.offers(days, timedelta(hours=1))
        assert [f"{timezone.localtime(offer.starts):%H:%M}" for offer in offers] == ["10:00", "19:00"]
        assert finding.offers(days, timedelta(hours=4)) == []


def test_nothing_is_offered_that_is_over(ada):
    with time_machine.travel(datetime(2026, 1, 6, tzinfo=UTC)):
        assert finding.offers(finding.days_of([ada], ada, DAY, 1), timedelta(hours=1)) == []


def test_queries_do_not_depend_on_how_many_there_are(ada, grace, team, django_assert_max_num_queries):
    for number in range(20):
        choir(ada, team, "2026-01-05 10:00", title=str(number), invited=[grace])
    with django_assert_max_num_queries(3):
        finding.days_of([ada, grace], ada, DAY, 7)


def test_the_page_begins_with_those_who_are_asked(ada, grace, team, client):
    event = choir(ada, team, "2030-01-07 10:00", invited=[grace])
    client.force_login(ada)
    page = client.get(f"/calendar/times/?event={event.pk}").content.decode()
    assert page.count('data-testid="times"') == 7
    assert 'value="2030-01-07"' in page
    assert page.count(">grace</th>") == 7


def test_what_is_offered_leads_to_the_form_with_these_times_and_people(ada, grace, team, client):
    """To the half hour, where the form is: the event's own, for who may change it."""
    choir(ada, team, "2030-01-07 08:00", hours=0.5, invited=[grace])
    client.force_login(ada)
    offer = r'href="(/calendar/events/[^"]*)"><time datetime="2030-01-07T08:30'
    page = client.get("/calendar/times/?people=ada&people=grace&day=2030-01-07&span=day&minutes=60").content.decode()
    assert "?people=ada&amp;people=grace&amp;day=2030-01-08&amp;span=day&amp;minutes=60" in page
    form = client.get(html.unescape(re.search(offer, page)[1])).content.decode()
    assert 'name="starts" value="2030-01-07T08:30"' in form
    assert re.search(rf'name="invite" value="{grace.pk}"[^>]*checked', form)
    event = choir(ada, team, "2030-01-07 17:00", invited=[grace])
    page = client.get(f"/calendar/times/?event={event.pk}&span=day").content.decode()
    path = html.unescape(re.search(offer, page)[1])
    assert path.startswith(f"/calendar/events/{event.pk}/edit/?")
    assert 'name="starts" value="2030-01-07T08:30"' in client.get(path).content.decode()
    assert client.get("/calendar/events/new/?starts=soon&ends=2030-01-07T09:00").status_code == 200


TYPED = {"title": "Band", "starts": "2030-01-07T08:00", "ends": "2030-01-07T09:30", "time_zone": "Europe/Berlin"}
TYPED |= {"calendar": "team", "place": "Hall", "nonce": "a-nonce-of-a-form"}


def test_a_time_is_found_within_the_form(ada, grace, team, client, tab):
    """Nothing typed is lost, and nothing is made before it is saved; by HTTP and over the socket alike."""
    choir(ada, team, "2030-01-07 08:00", hours=2, invited=[grace])
    client.force_login(ada)
    typed = TYPED | {"invite": str(grace.pk)}

    def sent(**more):
        yield client.post("/calendar/events/new/", typed | more).content.decode()
        with timezone.override("Europe/Berlin"):
            yield tab(ada).create_event(typed | more)

    for form in sent(find="1"):
        assert re.findall('name="take" value="([^"]*)"', form)[0] == "2030-01-07T10:00/2030-01-07T11:30"
        assert 'value="Band"' in form
        assert "This field is required" not in form
    for form in sent(take="2030-01-07T10:00/2030-01-07T11:30"):
        assert 'name="starts" value="2030-01-07T10:00"' in form
        assert 'name="ends" value="2030-01-07T11:30"' in form
        assert 'value="Hall"' in form
        assert 'name="take"' not in form
    for form in sent(find="1", starts="soon", time_zone="Mars", invite="nobody", title=""):
        assert 'name="take"' in form
        assert 'value="soon"' in form
    assert team.events.count() == 1


@pytest.mark.parametrize(
    "query", ["day=nonsense", "day=0001-01-01", "people=nobody&day=2026-01-05", "span=year", "minutes=7"]
)
def test_bad_questions_are_answered_at_the_field(ada, client, query):
    client.force_login(ada)
    assert client.get(f"/calendar/times/?{query}").status_code == 422
