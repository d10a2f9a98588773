"""What people write, as HTML that is safe to show everybody."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_markdown = (
    MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    .enable(["linkify", "strikethrough"])
    .disable(["heading", "lheading", "hr", "reference", "image", "html_block", "html_inline"])
)
_sanitise = nh3.Cleaner(
    tags={"p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "pre", "code"},
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener",
).clean


@lru_cache(maxsize=1024)
def to_html(source: str) -> SafeString:
    """Paragraphs, emphasis, lists, quotes, code and links; all else is shown as it was typed."""
    return mark_safe(_sanitise(_markdown.render(source)))  # sanitised by nh3
