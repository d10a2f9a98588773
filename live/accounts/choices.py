"""What people choose from: languages and time zones."""

from functools import cache
from itertools import groupby
from zoneinfo import available_timezones

from django.conf import settings

CONTINENTS = {
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"
}  # fmt: skip


def languages():
    return settings.LANGUAGES


@cache
def time_zones():
    """The IANA time zones that name a place, by continent, and UTC."""
    places = sorted(zone.split("/", 1) for zone in available_timezones() if zone.split("/")[0] in CONTINENTS)
    return [("UTC", "UTC"), *((name, _within(name, group)) for name, group in groupby(places, lambda place: place[0]))]


def _within(continent, places):
    return [(f"{continent}/{place}", place.replace("_", " ")) for _, place in places]
