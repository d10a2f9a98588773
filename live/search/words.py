"""Text as it is searched: words without capitals and accents, the same for what is kept and what is asked for."""

import re
import unicodedata

LONGEST = 60  # characters of a word that count
# A letter of a script that sets no spaces is a word; the others come in runs, with the marks that belong to them.
ALONE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{ALONE}]|(?:(?![{ALONE}])[^\W_][\u0300-\u036f]*)+")


def words_of(text):
    """All words of a text, in order."""
    return [word for match in WORD.finditer(text) if (word := plain(match[0]))]  # of a mark alone, nothing is left


def plain(word):
    letters = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(letter for letter in letters if letter.isalnum())
    return kept.casefold()[:LONGEST]
