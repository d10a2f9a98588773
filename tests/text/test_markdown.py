"""What people write, as HTML."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.text.markdown import to_html, to_text

MARKUP_OF_OURS = [
    '{"content": "<b>x</b>", "target": "#live"}',
    "</template><img src=x>",
    '<hx-partial hx-target="#messages" hx-swap="innerHTML">gone</hx-partial>',
    '<article id="message-1" hx-swap-oob="delete"></article>',
    '<input id="position" name="position" value="9">',
    "<head><title>mine</title></head>",
    '[a](http://x "<hx-get hx-get=/evil hx-trigger=load>")',
    "[a](<http://x/<hx-partial hx-target=body>>)",
    "```<hx-partial x>\n</template>\n```",
    "`<hx-partial>` &lt;hx-partial&gt; \\<hx-partial>",
    "[a](javascript:alert(1)) <javascript:alert(1)> [b](data:text/html,x) [c](vbscript:x)",
    "<script>alert(1)</script><svg onload=alert(1)>",
    "![a](http://elsewhere/pixel.png)",
]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("```python\n<a>\n```", "<pre><code>&lt;a&gt;\n</code></pre>"),
        ("# not a heading", "<p># not a heading</p>"),
        ("https://example.org", '<p><a href="https://example.org" rel="nofollow noopener">https://example.org</a></p>'),
        ("[a](http://b.org)", '<p><a href="http://b.org" rel="nofollow noopener">a</a></p>'),
        ("[a]: http://b.org", '<p>[a]: <a href="http://b.org" rel="nofollow noopener">http://b.org</a></p>'),
    ],
)
def test_what_is_written_is_shown(source, html):
    assert to_html(source).strip() == html


class Tags(HTMLParser):
    """What a browser makes of it."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def assert_harmless(html):
    allowed = {"p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "pre", "code"}
    for tag, attributes in Tags(html).found:
        assert tag in allowed
        assert attributes.keys() <= {"href", "rel", "start"}
        scheme = re.match(r"[\s\x00-\x1f]*([a-z][a-z0-9+.-]*):", attributes.get("href", ""), re.IGNORECASE)
        assert not scheme or scheme[1].lower() in {"http", "https", "mailto"}
    # htmx replaces tags of its own in the raw text, attributes included, before it parses
    assert not re.search(r"<(hx-|/hx-|head|/?template)", html, re.IGNORECASE)


@pytest.mark.parametrize("source", MARKUP_OF_OURS)
def test_markup_is_shown_as_text(source):
    assert_harmless(to_html(source))


@given(st.lists(st.sampled_from([*MARKUP_OF_OURS, *"<>\"'`*[]()!\\\n&:/= ", "http://", "](", "```", "a", "hx-get"])))
def test_no_combination_of_them_is_more_than_text(parts):
    assert_harmless(to_html("".join(parts)[:4000]))


@pytest.mark.parametrize("piece", ["*", "[", ">", "`", "- ", "<", "http://", "![", "**a ", "a@", "\u202e", "é" * 5])
@pytest.mark.timeout(2)
def test_a_message_full_of_it_takes_no_time(piece):
    to_html(piece * (4000 // len(piece)))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Doors** at *six*, ~~not~~ `seven`", "Doors at six, not seven"),
        ("- one\n- two\n\n> three", "one two three"),
        ("[the plan](https://example.org/plan) and\na new line", "the plan and a new line"),
        ("```\ncode  here\n```", "code here"),
        ("snake_case * <b>bold</b> &amp; @ada", "snake_case * <b>bold</b> & @ada"),
        ("", ""),
    ],
)
def test_its_words_alone(source, text):
    assert to_text(source) == text
