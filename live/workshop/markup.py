"""The outermost markup of a fragment: it has to say where the fragment goes."""

from collections.abc import Iterable
from html.parser import HTMLParser
from typing import NamedTuple

from django.template.base import Node, TextNode
from django.template.defaulttags import ForNode, IfNode
from template_partials.templatetags.partials import DefinePartialNode, RenderPartialNode

from live.workshop.nodes import compiled, included, is_there, shown_by

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Root(NamedTuple):
    """One of the elements that a fragment consists of."""

    tag: str
    attributes: dict[str, str | None]

    @property
    def knows_its_place(self) -> bool:
        """Whether htmx does, from its own attributes."""
        if self.tag == "hx-partial":
            return bool(self.attributes.get("hx-target"))
        return self.tag == "title" or {"id", "hx-swap-oob"} <= self.attributes.keys()


def roots(nodes: Iterable[Node]) -> list[Root]:
    """The outermost elements, those of every first and of every last branch."""
    return [root for branch in (0, -1) for root in _Outermost(_markup(nodes, branch)).found]


def _markup(nodes: Iterable[Node], branch: int) -> str:
    """About what comes out: of each `if` one branch, and nothing for variables."""
    return "".join(_piece(node, branch) for node in nodes)


def _piece(node: Node, branch: int) -> str:
    if isinstance(node, TextNode):
        return node.s
    if isinstance(node, RenderPartialNode):
        return _markup(shown_by(node), branch)
    if isinstance(node, IfNode):
        return _markup(node.conditions_nodelists[branch][1], branch)
    if isinstance(node, ForNode):
        return _markup(node.nodelist_loop, branch)
    if name := included(node):
        return _markup(compiled(name), branch) if is_there(name) else ""
    return "" if isinstance(node, DefinePartialNode) else _markup(getattr(node, "nodelist", ()), branch)


class _Outermost(HTMLParser):
    def __init__(self, markup: str):
        super().__init__()
        self.depth = 0
        self.found: list[Root] = []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        self.handle_startendtag(tag, attributes)
        self.depth += tag not in VOID

    def handle_startendtag(self, tag, attributes):
        if self.depth == 0:
            self.found.append(Root(tag, dict(attributes)))

    def handle_endtag(self, tag):
        self.depth -= tag not in VOID
