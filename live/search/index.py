"""How each database finds documents by words."""

from django.db import connection
from django.db.models.expressions import RawSQL

FURTHEST = 100_000  # documents with the words: older ones than those are not looked through
FTS5 = f"SELECT rowid FROM search_index WHERE search_index MATCH %s ORDER BY rowid DESC LIMIT {FURTHEST}"
TSVECTOR = "vector @@ %s::tsquery"


def having(documents, words):
    """Those of the documents that have all the words, the last perhaps only as a beginning."""
    if connection.vendor == "postgresql":
        return documents.alias(found=RawSQL(TSVECTOR, [_for_tsquery(words)])).filter(found=True)
    return documents.filter(pk__in=RawSQL(FTS5, [_for_fts5(words)]))


def _for_fts5(words):
    """Quoted, so that nothing of it is an operator; words are letters and digits."""
    return " ".join(f'"{word}"' for word in words) + "*"


def _for_tsquery(words):
    return " & ".join(f"'{word}'" for word in words) + ":*"
