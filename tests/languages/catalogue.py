"""What the site says, collected from its code and templates, and its catalogues in other languages.

The same as Django's makemessages and compilemessages, by Babel: so GNU gettext need not be installed.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "locale"
PLURAL = {"ngettext": (1, 2), "ngettext_lazy": (1, 2)}
IN_CONTEXT = {"pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
NO_DAY = datetime(2026, 1, 1)  # a file that is made again is the same
SPOKEN = dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop"]) | PLURAL | IN_CONTEXT


def spoken() -> Catalog:
    """Everything that can be said in another language, in the order of the files."""
    catalogue = Catalog(charset="utf-8")
    for path, source in _sources():
        for line, function, said, _ in extract_python(BytesIO(source.encode()), list(SPOKEN), [], {}):
            _add(catalogue, path, line, SPOKEN[function], said)
    return catalogue


def catalogue_of(language: str) -> Catalog:
    """What translators have written."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def po_file(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def mo_file(language: str) -> Path:
    return po_file(language).with_suffix(".mo")


def update(language: str) -> Catalog:
    """Bring a catalogue to what is said now: what is new is empty, what is not said any more is gone."""
    catalogue = catalogue_of(language)
    catalogue.update(spoken(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    po_file(language).parent.mkdir(parents=True, exist_ok=True)
    po_file(language).write_bytes(_without_header(catalogue))
    mo_file(language).write_bytes(compiled(language))
    return catalogue


def compiled(language: str) -> bytes:
    catalogue, file = catalogue_of(language), BytesIO()
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    write_mo(file, catalogue)
    return file.getvalue()


def _sources() -> Iterator[tuple[str, str]]:
    for path in sorted(path for folder in ("live", "site_config") for path in (ROOT / folder).rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text()
    for path in sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt")):
        # in brackets, because the lines of a template are indented as no program may be
        yield path.relative_to(ROOT).as_posix(), f"({templatize(path.read_text())})"


def _add(catalogue: Catalog, path: str, line: int, form: tuple | None, said) -> None:
    said = [said] if isinstance(said, str) else list(said)
    context = said.pop(0) if form and form[0] == (1, "c") else None
    plural = len(form or ()) - (1 if context else 0) == 2
    said = said[:2] if plural else said[:1]
    if all(said):
        flags = ["python-format"] if "%(" in said[-1] else []
        catalogue.add(tuple(said) if plural else said[0], locations=[(path, line)], flags=flags, context=context)


def _without_header(catalogue: Catalog) -> bytes:
    """As a file that changes only where what is said changes: without dates and numbers of lines."""
    file = BytesIO()
    write_po(file, catalogue, width=110, include_lineno=False, omit_header=True)
    return HEADER.format(language=catalogue.locale, plural=catalogue.plural_forms).encode() + file.getvalue()


HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
