"""Every language says everything that the site says."""

import re
from datetime import datetime

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, get_format

from tests.languages.catalogue import ROOT, catalogue_of, compiled, mo_file, spoken

OTHERS = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
everywhere = pytest.mark.parametrize("language", OTHERS)


def said(catalogue):
    return {(message.id, message.context) for message in catalogue if message.id}


@everywhere
def test_a_catalogue_has_what_is_said_and_nothing_else(language):
    """`make messages` brings it there."""
    assert said(catalogue_of(language)) == said(spoken())


@everywhere
def test_everything_is_translated(language):
    missing = [
        message.id
        for message in catalogue_of(language)
        if message.id and (message.fuzzy or not all(message.string if message.pluralizable else [message.string]))
    ]
    assert missing == []


@everywhere
def test_translations_fill_in_what_the_original_fills_in(language):
    for message in catalogue_of(language):
        if message.id:
            originals = set(PLACEHOLDER.findall("".join(message.id)))
            for text in message.string if message.pluralizable else [message.string]:
                assert set(PLACEHOLDER.findall(text)) <= originals, message.id
            assert set(PLACEHOLDER.findall("".join(message.string))) == originals, message.id


@everywhere
def test_what_the_site_reads_is_what_translators_wrote(language):
    assert mo_file(language).read_bytes() == compiled(language)


@pytest.mark.parametrize("source", ["live/chat/forms.py", "templates/chat/room.html"])
def test_what_is_said_is_found_in_code_and_templates(source):
    assert any(source in [path for path, _ in message.locations] for message in spoken())


@everywhere
def test_dates_that_templates_name_have_a_form_in_every_language(language):
    """A name that a language does not have would be taken for a pattern, and shown as nonsense."""
    named = {name for path in TEMPLATES for name in re.findall(r"\|(?:date|time):\"([A-Z_]{4,})\"", path.read_text())}
    assert named
    assert [name for name in sorted(named) for code in ("en", language) if get_format(name, lang=code) == name] == []


def test_a_day_in_german():
    with translation.override("de"):
        assert date_format(datetime(2026, 5, 3, 19, 30), "LONG_MOMENT") == "Sonntag, 3. Mai 2026, 19:30"
