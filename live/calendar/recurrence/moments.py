"""Days and instants in the forms of RFC 5545: `20261120`, `20261120T180000Z`, and what a zone makes of them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def parsed(value: str) -> date | datetime:
    """A date, an instant in UTC, or without `Z` a local time. Raises ValueError."""
    if not value.isascii() or len(value) not in (8, 15, 16):
        raise ValueError("not a day or an instant")
    if len(value) == 8:
        return datetime.strptime(value, "%Y%m%d").date()
    local = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")
    if len(value) == 15:
        return local
    if not value.endswith("Z"):
        raise ValueError("not an instant")
    return local.replace(tzinfo=UTC)


def as_text(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return f"{moment.year:04}{moment:%m%d}"
    moment = moment.astimezone(UTC)
    return f"{moment.year:04}{moment:%m%dT%H%M%SZ}"


def instant(local: datetime, zone: str) -> datetime:
    """Of a time on the wall of `zone`: where there is none the offset before the gap counts, of two the first."""
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def wall(moment: datetime, zone: str) -> datetime:
    """The time on the wall of `zone`, naive."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def first_instance(event) -> date | datetime:
    """When an event begins, as its own zone has it; a date where it is all day."""
    if event.all_day:
        return event.starts.astimezone(UTC).date()
    return event.starts.astimezone(ZoneInfo(event.time_zone))


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def day_after(moment: datetime) -> date:
    """The first day that does not touch what ends at `moment`, by its own zone."""
    return (moment - timedelta(microseconds=1)).date() + timedelta(1)
