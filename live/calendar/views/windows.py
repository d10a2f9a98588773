"""Pages to read: a month, a week, a day, an agenda."""

from datetime import date

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from live.calendar import invitations, occurring, recurrence, windows
from live.calendar.chips import chips_of
from live.calendar.models import Calendar, Event
from live.calendar.moving import moved_by
from live.calendar.rights import calendars_of, fingerprint
from live.engine.pages import live_page

SOCKET = "/ws/calendar/"


@require_safe
def this_month(request):
    return _show(request, "month", timezone.localdate())


@require_safe
def month(request, year, month):
    try:
        return _show(request, "month", date(year, month, 1))
    except ValueError:
        raise Http404 from None


@require_safe
def week(request, day=None):
    return _show(request, "week", day or timezone.localdate())


@require_safe
def day(request, day=None):
    return _show(request, "day", day or timezone.localdate())


@require_safe
def agenda(request, day=None):
    return _show(request, "agenda", day or timezone.localdate())


def _show(request, kind, about):
    if not windows.FIRST <= about <= windows.LAST:
        raise Http404
    window, today, granted = windows.of(kind, about), timezone.localdate(), calendars_of(request.user)
    shown = [each for each in granted if not each.is_hidden]
    asked = invitations.beside({request.user.pk: granted})[request.user.pk] if request.user.is_authenticated else {}
    live = live_page(request, SOCKET, _followed(shown, window, asked), _personal(granted, window, asked, today))
    context = {
        "live": live,
        "window": window,
        "today": today,
        "granted": granted,
        "may_write": any(each.may_write for each in granted),
        "moving": moved_by(request),
        "hour_numbers": range(24),
        "now_percent": _percent_of_day(timezone.localtime()),
        "chosen": today if window.holds(today) else window.about,
    }
    template = "calendar/hours.html" if kind in ("week", "day") else f"calendar/{kind}.html"
    return render(request, template, context | {"days": days_with_chips(shown, window, asked)})


def _followed(shown, window, asked):
    for each in shown:
        besides = asked.get(each.calendar.pk, [])
        yield each.topic, window.view if each.may_read else window.busy_view(besides)


def _personal(granted, window, asked, today):
    return [("calendars", f"{fingerprint(granted, asked)}:{today}"), ("asked", window.view)]


def _percent_of_day(moment):
    return f"{(moment.hour * 60 + moment.minute) / 14.4:.2f}%"


def days_with_chips(granted, window, asked):
    """The days of a window, each with what takes place then; `asked` is what `invitations.beside` answers."""
    by_calendar, numbers = {each.calendar.pk: each for each in granted}, invitations.numbers_in(asked)
    days = {day: Day(day) for day in window.days}
    for chip in chips_of(_occurrences(by_calendar, numbers, window), window):
        chip.is_asked = chip.event.number in numbers
        chip.is_busy = not (chip.is_asked or by_calendar[chip.event.calendar_id].may_read)
        days[chip.day].add(chip)
    return list(days.values())


def _occurrences(by_calendar, numbers, window):
    shown = Q(calendar__in=by_calendar) | Q(pk__in=numbers) | Q(series__in=numbers)
    events = occurring.around(Event.objects.for_chips().filter(shown), window.starts, window.ends)
    elsewhere = Calendar.objects.in_bulk({event.calendar_id for event in events} - by_calendar.keys())
    for event in events:
        granted = by_calendar.get(event.calendar_id)
        event.calendar = granted.calendar if granted else elsewhere[event.calendar_id]
    return recurrence.occurrences(events, window.starts, window.ends)


class Day:
    """What stands below a day: what lasts whole days, or all of it; and in its hours, where the page has some."""

    def __init__(self, day):
        self.day = day
        self.chips = []
        self.hours = []

    def add(self, chip):
        (self.hours if chip.target.startswith("hours") else self.chips).append(chip)
