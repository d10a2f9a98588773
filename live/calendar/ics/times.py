"""Which days and instants the properties of one component mean."""

from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from live.calendar.ics.properties import Bad, all_of, first_of, tzid_of
from live.calendar.ics.zones import Zone, known
from live.calendar.recurrence.moments import as_text, midnight

YEARS = range(1000, 9000)


class Moments:
    """Single ones, with the zones of the component's file."""

    def __init__(self, component, zones, piece):
        self.component, self.zones, self.piece = component, zones, piece

    def slot(self):
        value = first_of(self.component, "RECURRENCE-ID")
        if value is None:
            return None
        if not isinstance(value.dt, date) or value.dt.year not in YEARS:
            raise Bad(_("“%(value)s” is no day that there is, or out of reach.") % {"value": str(value.dt)[:60]})
        if not isinstance(value.dt, datetime):
            return value.dt
        tzid = tzid_of(value)
        zone = self._zone(tzid, value.dt).rules if value.dt.tzinfo is None or tzid else UTC
        return self.instant(value.dt, tzid).astimezone(zone)

    @property
    def and_following(self):
        identity = first_of(self.component, "RECURRENCE-ID")
        return identity is not None and identity.params.get("RANGE") == "THISANDFUTURE"

    def instant(self, moment: datetime, tzid) -> datetime:
        """A time with a name of a zone, in UTC, or of no zone: that of the calendar, or of who imports it."""
        if moment.tzinfo is not None and not tzid:
            return moment.astimezone(UTC)
        try:
            return _in(self._zone(tzid, moment), moment.replace(tzinfo=None))
        except (OverflowError, TypeError):
            raise Bad(_("“%(value)s” is out of reach.") % {"value": moment}) from None

    def _zone(self, tzid, moment) -> Zone:
        if tzid:
            return self.zones.of(tzid) or self._by_default()
        if isinstance(moment, datetime) and moment.tzinfo and "RRULE" in self.component:
            return known("UTC")
        return self._by_default()

    def _by_default(self):
        return (self.zones.of(self.piece.zone) if self.piece.zone else None) or self.zones.default


class Times(Moments):
    """The same of an event that is to be kept: when it begins and ends, once or again and again."""

    def __init__(self, component, zones, piece):
        super().__init__(component, zones, piece)
        start = first_of(component, "DTSTART")
        if start is None or not isinstance(getattr(start, "dt", None), date):
            raise Bad(_("It has no beginning (DTSTART)."))
        if start.dt.year not in YEARS:
            raise Bad(_("The year %(year)s is out of reach.") % {"year": start.dt.year})
        self.all_day = not isinstance(start.dt, datetime)
        self.zone = self._zone(tzid_of(start), start.dt)
        self.start = start.dt if self.all_day else self.instant(start.dt, tzid_of(start))

    def times(self):
        start, end = self.start, self._end()
        if end.year not in YEARS:
            raise Bad(_("Its end is out of reach."))
        return {
            "all_day": self.all_day,
            "time_zone": self.zone.name,
            "starts": midnight(start) if self.all_day else start,
            "ends": midnight(max(end, start + timedelta(1))) if self.all_day else max(end, start),
        }

    def _end(self):
        """What ends before it begins takes no time."""
        end, lasts = first_of(self.component, "DTEND"), first_of(self.component, "DURATION")
        try:
            if end is not None:
                return self._as_start(end.dt, tzid_of(end))
            if lasts is not None:
                return self.start + lasts.dt
        except (OverflowError, TypeError, AttributeError):
            raise Bad(_("Its end is out of reach.")) from None
        return self.start + timedelta(1) if self.all_day else self.start

    def _as_start(self, moment, tzid):
        """A date where the event is all day, else an instant: what is written otherwise is put right."""
        if not isinstance(moment, date) or moment.year not in YEARS:
            raise Bad(_("“%(value)s” is no day that there is, or out of reach.") % {"value": str(moment)[:60]})
        if self.all_day:
            return moment.date() if isinstance(moment, datetime) else moment
        if isinstance(moment, datetime):
            return self.instant(moment, tzid)
        clock = self.start.astimezone(self.zone.rules).time() if self.zone.name != "UTC" else self.start.time()
        return self.instant(datetime.combine(moment, clock), None if self.zone.name == "UTC" else self.zone.name)

    def slots(self, name):
        """Of RDATE and EXDATE: as RFC 5545 writes them, in UTC; periods as `start/end`."""
        found = []
        for values in all_of(self.component, name):
            tzid = tzid_of(values)
            for value in getattr(values, "dts", [values]):
                found.append(self._given(value.dt, tzid))
        return sorted(set(found))

    def _given(self, moment, tzid):
        if not isinstance(moment, tuple):
            return as_text(self._as_start(moment, tzid))
        begins = self._as_start(moment[0], tzid)
        if self.all_day:
            return as_text(begins)
        ends = begins + moment[1] if isinstance(moment[1], timedelta) else self._as_start(moment[1], tzid)
        return f"{as_text(begins)}/{as_text(ends)}"


def _in(zone, local):
    """Zones of a file's own are told apart by `utcoffset` alone: they know of no time that comes twice."""
    if zone.name == "UTC":
        return (local - zone.rules.utcoffset(local)).replace(tzinfo=UTC)
    return local.replace(tzinfo=zone.rules).astimezone(UTC)
