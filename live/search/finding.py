"""What somebody finds: only what they may see now, the newest first."""

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from live.search.index import newest_having
from live.search.kinds import kinds
from live.search.models import Document
from live.search.snippets import snippet
from live.search.words import words_of
from live.text.markdown import to_text

MOST = 100
WORDS = 12  # of a query that count


class Found(NamedTuple):
    """A thing as its kind's template shows it."""

    thing: Any
    title: Any
    snippet: Any
    template: str


def find(user, query, kind=""):
    """At most MOST things of a kind, or of all, whose text has all words of the query.

    They are the last of the index, which has things in the order in which they came, or of each kind when it was made
    anew.
    """
    words = words_of(query)[:WORDS]
    if not words:
        return []
    documents = newest_having(Document.objects.filter(_visible(user, kind)), words)[:MOST]
    newest_first = sorted(documents, key=lambda document: document.written_at, reverse=True)
    return _shown(newest_first, user, words)


def _visible(user, wanted):
    """Asked of each document, so that nothing that somebody may not see takes the place of what they may."""
    condition = Q(pk=None)
    for name in [wanted] if wanted else kinds:
        mine = kinds[name].visible(user).order_by().filter(pk=OuterRef("number"))
        condition |= Q(kind=name) & Exists(mine)
    return condition


def _shown(documents, user, words):
    things = {name: _things(name, documents, user) for name in {document.kind for document in documents}}
    pairs = [(document, things[document.kind].get(document.number)) for document in documents]
    return [
        Found(
            thing, snippet(document.title, words), snippet(to_text(document.text), words), kinds[document.kind].template
        )
        for document, thing in pairs
        if thing
    ]


def _things(name, documents, user):
    visible = kinds[name].visible(user)
    shown = visible.for_display() if hasattr(visible, "for_display") else visible
    return {thing.pk: thing for thing in shown.filter(pk__in=[one.number for one in documents if one.kind == name])}
