"""Which of the world's time zones a file means by the names that it uses."""

import logging
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

logger = logging.getLogger(__name__)

NOW, THEN = (  # rules of today, and those of files from before many were changed in 2007
    [datetime(year, month, day, 12) for year in years for month in range(1, 13) for day in (2, 20)]
    for years in ((2025, 2026), (2005, 2006))
)


class Zone(NamedTuple):
    """`name` is what an event keeps; a zone of the file's own that is none of the world's is only converted from."""

    name: str
    rules: tzinfo


def known(name: str) -> Zone:
    return Zone(name, ZoneInfo(name))


def iana(tzid: str) -> str:
    """`Europe/Berlin` for itself, `/mozilla.org/20050126_1/Europe/Berlin`, `W. Europe Standard Time`; or nothing."""
    name = tzid.strip().strip('"').replace("\\,", ",")
    parts = [part for part in name.split("/") if part]
    guesses = [name, *("/".join(parts[-count:]) for count in (3, 2, 1)), name.replace("-", "/", 1), name.title()]
    for guess in guesses:
        if guess in _names():
            return guess
    return WINDOWS_TO_OLSON.get(name, "") or ("UTC" if parts and parts[-1].upper() in ("UTC", "Z", "GMT") else "")


@lru_cache(1)
def _names():
    return available_timezones() - {"localtime", "posixrules", "Factory"}


class Zones:
    """The zones of one file: those that it defines (VTIMEZONE), and `default` for times that name none."""

    def __init__(self, pieces, default: str):
        self.default = known(default)
        self.defined = {}
        self.found = {}
        for piece in pieces:
            self._define(piece)

    def _define(self, piece):
        try:
            component = Timezone.from_ical(piece.text)
            self.defined.setdefault(str(component["TZID"]), component)
        except Exception:  # the parser raises whatever it stumbles over; the zone is then as good as unknown
            logger.debug("a zone that cannot be read, line %s", piece.line)

    def of(self, tzid: str) -> Zone | None:
        """None for a name that means nothing here."""
        if tzid not in self.found:
            self.found[tzid] = self._find(tzid)
        return self.found[tzid]

    def _find(self, tzid):
        component = self.defined.get(tzid) or self.defined.get(tzid.replace(",", "\\,"))
        if name := iana(tzid) or (component is not None and iana(str(component.get("X-LIC-LOCATION", "")))):
            return known(name)
        if component is None:
            return None
        try:
            rules = component.to_tz(lookup_tzid=False)
            name = self._alike(rules, NOW) or self._alike(rules, THEN)
        except Exception:
            logger.debug("a zone that cannot be used: %s", tzid)
            return None
        return known(name) if name else Zone("UTC", rules)

    def _alike(self, rules, samples):
        """A zone of the world with the same clocks: the reader's own rather than another one."""
        offsets = [rules.utcoffset(sample) for sample in samples]
        for name in [self.default.name, *_by_habit()]:
            zone = ZoneInfo(name)
            if all(zone.utcoffset(sample) == offset for sample, offset in zip(samples, offsets, strict=True)):
                return name
        return ""


@lru_cache(1)
def _by_habit():
    """Names of places first, in the order of the alphabet."""
    large = ("Europe/Berlin", "Europe/London", "Europe/Athens", "America/New_York", "America/Chicago", "America/Denver")
    rest = (*large, "America/Los_Angeles", "Asia/Tokyo", "Asia/Kolkata", "Asia/Shanghai")
    return list(dict.fromkeys([*rest, *sorted(_names(), key=lambda name: (not name.startswith("Etc/"), name))]))
