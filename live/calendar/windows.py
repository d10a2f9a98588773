"""The days that a page shows: a month, a week, a day, or some weeks as a list.

A page names its window in its view, `month:2026-11`; which days that are depends on the language (weeks begin on Sunday
in some), and which instants on the time zone, so both are those in which it is asked.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import formats, timezone

DAY = timedelta(days=1)
WEEK = 7 * DAY
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)  # days that have a page
WEEKS_OF_A_MONTH = 6
WEEKS_AHEAD = 6  # in an agenda
KINDS = ("month", "week", "day", "agenda")


class Window(NamedTuple):
    """From `first` to before `end`; `about` is the day that it was asked for."""

    kind: str
    about: date
    first: date
    end: date

    @property
    def argument(self) -> str:
        return f"{self.about:%Y-%m}" if self.kind == "month" else self.about.isoformat()

    @property
    def view(self) -> str:
        return f"{self.kind}:{self.argument}"

    def busy_view(self, besides: list[int]) -> str:
        """Without these events, which the page shows otherwise: `month-busy:2026-11,7,12`."""
        return ",".join([f"{self.kind}-busy:{self.argument}", *map(str, besides)])

    @property
    def days(self) -> list[date]:
        return [self.first + number * DAY for number in range((self.end - self.first).days)]

    @property
    def weeks(self) -> list[list[date]]:
        days = self.days
        return [days[number : number + 7] for number in range(0, len(days), 7)]

    @property
    def has_weeks(self) -> bool:
        """Whether days stand side by side."""
        return self.kind in ("month", "week")

    @property
    def before(self) -> date | None:
        return _possible(self._step_back())

    @property
    def after(self) -> date | None:
        return _possible(_next_month(self.about) if self.kind == "month" else self.end)

    def _step_back(self) -> date:
        if self.kind == "month":
            return (self.about - DAY).replace(day=1)
        return self.first - (self.end - self.first)

    @property
    def starts(self) -> datetime:
        return midnight(self.first)

    @property
    def ends(self) -> datetime:
        return midnight(self.end)

    def holds(self, day: date) -> bool:
        return self.first <= day < self.end


def of(kind: str, day: date) -> Window:
    if kind == "month":
        about = day.replace(day=1)
        first = first_of_week(about)
        return Window(kind, about, first, first + WEEKS_OF_A_MONTH * WEEK)
    if kind == "week":
        first = first_of_week(day)
        return Window(kind, first, first, first + WEEK)
    return Window(kind, day, day, day + (DAY if kind == "day" else WEEKS_AHEAD * WEEK))


def parse(kind: str, argument: str) -> Window:
    """The window that `Window.argument` names. Raises ValueError."""
    return of(kind, date.fromisoformat(argument + "-01" if kind == "month" else argument))


def named(view: str) -> Window:
    """The window that `Window.view` names. Raises ValueError."""
    kind, _colon, argument = view.partition(":")
    return parse(kind, argument)


def first_of_week(day: date) -> date:
    """Where the week of that day begins: on Sunday, Monday or Saturday, by the language."""
    return day - (day.isoweekday() - first_weekday()) % 7 * DAY


def first_weekday() -> int:
    return formats.get_format("FIRST_DAY_OF_WEEK")


def midnight(day: date) -> datetime:
    """When that day begins where the viewer is."""
    return timezone.make_aware(datetime.combine(day, time()))


def day_named(text) -> date | None:
    """The day that a browser names, if it has a page."""
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return _possible(day)


def hour_named(text) -> int | None:
    is_number = isinstance(text, str) and len(text) <= 2 and text.isascii() and text.isdigit()
    return int(text) if is_number and int(text) < 24 else None


def span_named(query) -> tuple[datetime, datetime] | None:
    """From when to when, where a query's `starts` and `ends` are instants."""
    try:
        span = tuple(datetime.fromisoformat(query.get(name, "")) for name in ("starts", "ends"))
    except ValueError:
        return None
    return span if all(moment.tzinfo and _possible(moment.date()) for moment in span) else None


def _next_month(day: date) -> date:
    return (day.replace(day=28) + 4 * DAY).replace(day=1)


def _possible(day: date) -> date | None:
    return day if FIRST <= day <= LAST else None
