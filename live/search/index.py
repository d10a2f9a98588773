"""How each database finds documents by words."""

from django.db import connection
from django.db.models.expressions import RawSQL

TSVECTOR = "vector @@ %s::tsquery"
# Joined, and in the index's own order: so it is read from its end until there are enough.
FTS5 = {
    "tables": ["search_index"],
    "where": ["search_index.rowid = search_document.id", "search_index MATCH %s"],
    "order_by": ["-search_index.rowid"],
}


def newest_having(documents, words):
    """Those of the documents that have all the words, the last perhaps only as a beginning."""
    if connection.vendor == "postgresql":
        found = RawSQL(TSVECTOR, [_for_tsquery(words)])
        return documents.alias(found=found).filter(found=True).order_by("-pk")
    return documents.extra(**FTS5, params=[_for_fts5(words)])


def _for_fts5(words):
    """Quoted, so that nothing of it is an operator; words are letters and digits."""
    return " ".join(f'"{word}"' for word in words) + "*"


def _for_tsquery(words):
    return " & ".join(f"'{word}'" for word in words) + ":*"
