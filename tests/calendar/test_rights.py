"""Who may see and change what."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404

from live.calendar import sharing
from live.calendar.models import Calendar, Event, Right
from live.calendar.rights import calendars_of, calendars_of_people, fingerprint
from live.calendar.topics import Calendars
from live.engine import rights, topics
from live.engine.changes import Entry
from live.engine.fragments import Viewer, speaking
from live.engine.topics import name_of
from live.notifications.models import Notification
from live.notifications.services import notify


@pytest.fixture
def secret(put, plans):
    return put("Secret", "2026-11-20 19:00", calendar=plans, place="Cellar")


def rights_of(person):
    return {each.calendar.name: str(each.right) for each in calendars_of(person) if each.calendar.owner_id != person.pk}


def test_what_nobody_was_told_of_is_not_there(secret, grace, window):
    client = window(grace)
    assert "Plans" not in rights_of(grace)
    for page in ("", "edit/", "delete/"):
        assert client.get(f"/calendar/events/{secret.pk}/{page}").status_code == 404
    assert "Secret" not in client.get("/calendar/2026/11/").content.decode()


@pytest.mark.parametrize(
    ("right", "month", "page", "edit"),
    [("free_busy", "Busy", 404, 404), ("read", "Secret", 200, 403), ("write", "Secret", 200, 200)],
)
def test_each_right_has_those_before_it(secret, plans, grace, window, right, month, page, edit):
    sharing.share(plans, grace, right)
    client = window(grace)
    text = client.get("/calendar/2026/11/").content.decode()
    assert month in text
    assert ("Secret" in text) == (right != "free_busy")
    assert client.get(f"/calendar/events/{secret.pk}/").status_code == page
    assert client.get(f"/calendar/events/{secret.pk}/edit/").status_code == edit


def test_many_have_theirs_with_three_queries(plans, team, ada, grace, mallory, django_assert_num_queries):
    sharing.share(plans, grace, Right.READ)
    with django_assert_num_queries(3):
        found = calendars_of_people([ada.pk, grace.pk, mallory.pk])
    assert found[grace.pk] == calendars_of(grace)
    assert found[mallory.pk] == calendars_of(mallory)
    assert {each.calendar.name for each in found[mallory.pk]} == {"mallory", "Team"}


@pytest.mark.parametrize("right", Right)
def test_what_is_asked_of_one_and_of_many_agrees(plans, grace, right):
    if right != Right.NONE:
        sharing.share(plans, grace, right)
    granted = {each.calendar.pk: each for each in calendars_of(grace)}
    assert set(granted) == set(Calendar.objects.outlined_for(grace).values_list("pk", flat=True))
    readable = {pk for pk, each in granted.items() if each.may_read}
    assert readable == set(Calendar.objects.visible_to(grace).values_list("pk", flat=True))
    writable = {pk for pk, each in granted.items() if each.may_write}
    assert writable == set(Calendar.objects.writable_by(grace).values_list("pk", flat=True))


def test_visitors_see_what_is_public(put, admin, window):
    holidays = sharing.create_calendar(admin, "Holidays", everybody=Right.READ, public=True)
    put("Christmas", "2026-12-25 00:00", hours=24, zone="UTC", all_day=True, calendar=holidays)
    put("Staff party", "2026-12-26 19:00")
    text = window().get("/calendar/2026/12/").content.decode()
    assert "Christmas" in text
    assert "Staff party" not in text
    assert "New event" not in text


def test_a_page_ends_following_what_may_not_be_seen_any_more(plans, grace):
    sharing.share(plans, grace, Right.READ)
    names = {name_of(plans), plans.outline}
    assert topics.visible(names, grace) == names
    sharing.share(plans, grace, Right.FREE_BUSY)
    assert topics.visible(names, grace) == {plans.outline}
    page = type("Page", (), {"user_id": grace.pk})()
    entries = [Entry(1, "", "rights", f"accounts.user.{grace.pk}")]
    assert rights.barred(name_of(plans), entries, [page]) == {page}
    assert rights.barred(plans.outline, entries, [page]) == set()


def test_who_is_concerned_hears_of_other_calendars(plans, grace, log):
    before = fingerprint(calendars_of(grace))
    log(grace)
    sharing.share(plans, grace, Right.READ)
    assert log(grace) == [("calendars", name_of(plans))]
    assert fingerprint(calendars_of(grace)) != before
    assert log(plans)[-1] == log(plans.outline)[-1] == ("rights", name_of(grace))
    sharing.set_hidden(plans, grace, True)
    assert log(grace) == [("calendars", name_of(plans))]


def test_who_may_read_a_calendar_no_more_keeps_nothing_that_was_told_of_it(plans, secret, grace):
    sharing.share(plans, grace, Right.READ)
    notify("reminder", [grace], secret, secret.get_absolute_url(), title=secret.title)
    notify("event_cancelled", [grace], "calendar.event.99999", "/calendar/", title="Long gone")
    sharing.share(plans, grace, Right.FREE_BUSY)
    assert list(Notification.objects.values_list("kind", flat=True)) == ["event_cancelled"]


def test_nor_does_anybody_once_it_is_not_everybodys_any_more(plans, secret, ada, grace):
    sharing.change_calendar(plans, everybody=Right.READ)
    notify("reminder", [ada, grace], secret, secret.get_absolute_url(), title=secret.title)
    sharing.change_calendar(plans, name="Plans", everybody=Right.READ)
    assert people_told() == {"ada", "grace"}
    sharing.change_calendar(plans, everybody=Right.FREE_BUSY)
    assert people_told() == {"ada"}
    sharing.delete_calendar(plans)
    assert people_told() == set()


def people_told():
    return set(Notification.objects.values_list("person__username", flat=True))


def test_a_page_made_for_other_calendars_fetches_itself_anew(plans, grace):
    now = fingerprint(calendars_of(grace))
    as_is, other = Viewer(grace.pk, now, "en", "UTC"), Viewer(grace.pk, "0", "en", "UTC")
    shown = Calendars().render([as_is, other])
    assert shown[as_is].html == ""
    assert 'hx-get=""' in shown[other].html


def test_a_page_that_says_which_day_is_today_fetches_itself_anew_at_midnight(plans, grace):
    page = Viewer(grace.pk, f"{fingerprint(calendars_of(grace))}:2026-11-20", "en", "Asia/Tokyo")
    for now, is_right in [("2026-11-20 23:59", True), ("2026-11-21 00:00", False)]:
        with time_machine.travel(datetime.fromisoformat(f"{now}+09:00"), tick=False), speaking("en", "Asia/Tokyo"):
            shown = Calendars().render([page])[page]
        assert (shown.html == "") == is_right
    assert shown.until == datetime(2026, 11, 21, 15, tzinfo=UTC)


def test_deleted_with_all_that_is_in_it(secret, plans, window, ada, log):
    client = window(ada)
    name = name_of(plans)
    log(plans)
    assert client.get(f"/calendar/calendars/{plans.slug}/delete/").status_code == 200
    client.post(f"/calendar/calendars/{plans.slug}/delete/")
    assert not Event.objects.exists()
    assert log(name) == [("rights", name)]


@pytest.mark.parametrize("action", ["edit_event", "ask_delete", "delete_event"])
def test_each_action_asks_who_it_is(put, admin, grace, tab, action):
    holidays = sharing.create_calendar(admin, "Holidays", everybody=Right.READ)
    event = put("Christmas", "2026-12-25 10:00", calendar=holidays)
    with pytest.raises(PermissionDenied):
        getattr(tab(grace), action)({"event": str(event.pk)})
    hers = tab(grace)
    hers.pick({"event": str(event.pk)})
    with pytest.raises(PermissionDenied):
        hers.drop({"day": "2026-12-24"})
    assert hers.drop({"day": "2026-12-24"}) is None
    assert Event.objects.get(pk=event.pk) == event


@pytest.mark.parametrize("nonsense", ["", "abc", "0", "9" * 400, "-1", "²", ["1", "2"]])
def test_nonsense_is_not_there(put, ada, tab, nonsense):
    for action in ("edit_event", "ask_delete", "delete_event", "answer", "drop"):
        with pytest.raises(Http404):
            getattr(tab(ada), action)({"event": nonsense, "answer": "yes", "day": "2026-11-20"})


def test_who_manages_a_calendar(team, plans, ada, grace, admin, window):
    assert window(ada).get(team.get_absolute_url()).status_code == 403
    assert window(admin).get(team.get_absolute_url()).status_code == 200
    assert window(grace).get(plans.get_absolute_url()).status_code == 404
    client = window(ada)
    client.post(plans.get_absolute_url(), {"name": "Ideas", "hue": 5, "everybody": "none"})
    client.post(f"{plans.get_absolute_url()}share/", {"person": "grace", "right": "read"})
    plans.refresh_from_db()
    assert (plans.name, plans.hue, plans.slug) == ("Ideas", 5, "plans")
    assert rights_of(grace)["Ideas"] == "read"
    wrong = client.post(plans.get_absolute_url(), {"name": "", "hue": 99, "everybody": "none"})
    assert wrong.status_code == 422


@pytest.mark.parametrize("day", ["", "soon", "0001-01-01", "9999-12-31", ["2026-11-20"] * 2])
def test_days_that_are_none_are_not_there(put, ada, tab, day):
    event = put("Choir", "2026-11-20 19:00")
    with pytest.raises(Http404):
        tab(ada).drop({"event": str(event.pk), "day": day})
    assert "event-editor" in tab(ada).create_event({"day": day, "hour": "9" * 5000})
