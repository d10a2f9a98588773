"""A file of iCalendar taken apart: one piece of text a component, so that a bad one spoils no other."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

LARGEST = 5 * 1024 * 1024  # bytes of a file
MOST = 20_000  # events of a file
LONGEST = 200_000  # characters of one component
AT_ONCE = 500  # values of a query


class Unreadable(ValueError):
    """There is no calendar in it; the words say why."""


class Piece(NamedTuple):
    """One component: its unfolded lines as they stand in the file, and the number of the first one."""

    kind: str
    text: str
    line: int
    method: str
    zone: str  # X-WR-TIMEZONE of the calendar that it stands in

    def value(self, name: str) -> str:
        """Of its first property of that name, as it is written; for messages about what cannot be read."""
        found = re.search(rf"(?im)^{name}(?:;[^:\n]*)?:(.*)$", self.text)
        return found[1].strip() if found else ""


@dataclass
class Pieces:
    events: list[Piece] = field(default_factory=list)
    zones: list[Piece] = field(default_factory=list)
    others: int = 0  # tasks, notes and the like
    unended: list[Piece] = field(default_factory=list)


def decoded(data: bytes) -> str:
    """Text of UTF-8, UTF-16 with its mark, or else of Windows-1252. Raises Unreadable for what is none."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16")
    if b"\0" in data:
        raise Unreadable(_("This is not a text file."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _strictly(data, encoding):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(_("This is not a text file.")) from None


def taken_apart(text: str) -> Pieces:
    """Raises Unreadable where there is no calendar, nothing in it, or too much."""
    if not text.strip():
        raise Unreadable(_("The file is empty."))
    pieces = Pieces()
    _Reader(pieces).read(text)
    if not (pieces.events or pieces.others or pieces.unended):
        raise Unreadable(_("There is no event in this file. Is it an iCalendar file (.ics)?"))
    if len(pieces.events) > MOST:
        raise Unreadable(_("More than %(most)s events are too many for one file.") % {"most": MOST})
    return pieces


class _Reader:
    """Goes through the lines; what is nested in an event (alarms) belongs to it."""

    def __init__(self, pieces):
        self.pieces = pieces
        self.method = self.zone = ""
        self.kind, self.depth, self.lines, self.first = "", 0, [], 0

    def read(self, text):
        for number, line in _unfolded(text):
            name, _colon, value = line.partition(":")
            name, value = name.strip().upper(), value.strip()
            if self.kind:
                self._inside(name, value.upper(), line, number)
            elif name == "BEGIN":
                self._begin(value.upper(), line, number)
            elif name.partition(";")[0] == "X-WR-TIMEZONE":
                self.zone = value
            elif name == "METHOD":
                self.method = value.upper()
        if self.kind:
            self.pieces.unended.append(self._piece())

    def _begin(self, kind, line, number):
        if kind == "VCALENDAR":
            self.method = self.zone = ""
        else:
            self.kind, self.depth, self.lines, self.first = kind, 1, [line], number

    def _inside(self, name, value, line, number):
        if name == "BEGIN" and value == "VEVENT" and self.kind == "VEVENT":  # the one before was never ended
            self.pieces.unended.append(self._piece())
            self.depth, self.lines, self.first = 0, [], number
        self.lines.append(line)
        self.depth += {"BEGIN": 1, "END": -1}.get(name, 0)
        if self.depth == 0 or (name == "END" and value == self.kind):
            self._end()

    def _end(self):
        known = {"VEVENT": self.pieces.events, "VTIMEZONE": self.pieces.zones}
        if self.kind in known:
            known[self.kind].append(self._piece())
        elif self.kind in ("VTODO", "VJOURNAL", "VFREEBUSY"):
            self.pieces.others += 1
        self.kind = ""

    def _piece(self):
        return Piece(self.kind, "\r\n".join(self.lines)[:LONGEST] + "\r\n", self.first, self.method, self.zone)


def _unfolded(text):
    """Lines with their numbers; one that begins with a space goes on where the one before ended."""
    number, parts = 0, []
    for count, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield number, "".join(parts)
        number, parts = count, [line] if line.strip() else []
    if parts:
        yield number, "".join(parts)


def portions(values: list) -> Iterator[list]:
    """As many as a query takes."""
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
