"""What people write, as HTML that is safe to show everybody; and its words alone."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from live.text import mentions

_markdown = (
    MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    .enable(["linkify", "strikethrough"])
    .disable(["heading", "lheading", "hr", "reference", "image", "html_block", "html_inline"])
)
_markdown.core.ruler.after("linkify", "mentions", mentions.link)
_sanitise = nh3.Cleaner(
    tags={"p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "pre", "code"},
    attributes={"*": set(), "a": {"href", "data-user"}, "ol": {"start"}},
    allowed_classes={"a": {"mention"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener",
).clean


@lru_cache(maxsize=1024)
def to_html(source: str, people: tuple[str, ...] = ()) -> SafeString:
    """Paragraphs, emphasis, lists, quotes, code and links; all else is shown as it was typed.

    `people`: the usernames whose `@name` is a link to them.
    """
    return mark_safe(_sanitise(_markdown.render(source, {"people": people})))  # sanitised by nh3


@lru_cache(maxsize=1024)
def to_text(source: str) -> str:
    """The words as they are read, in one line: without what makes them bold, a list or a link."""
    return " ".join(" ".join(map(_words_of, _markdown.parse(source))).split())


def _words_of(token: Token) -> str:
    if token.type == "inline":
        return "".join(" " if child.type.endswith("break") else child.content for child in token.children or ())
    return token.content  # of code; what opens and closes something has none


def names_in(source: str) -> set[str]:
    """What stands as `@name` in the words, in lower case: not in code, links and addresses."""
    found: set[str] = set()
    if "@" in source:
        _markdown.parse(source, {"found": found})
    return found
