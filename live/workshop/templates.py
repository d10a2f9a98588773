"""What can be read from a template without rendering it: its partials, their outermost markup, their variables."""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList, TextNode, TokenType, Variable
from django.template.defaulttags import ForNode, IfNode, WithNode
from django.template.loader import get_template
from django.template.loader_tags import IncludeNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode
from template_partials.templatetags.partials import DefinePartialNode, RenderPartialNode

FOLDER = settings.BASE_DIR / "templates"
LITERALS = {"True", "False", "None", "forloop"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Place(NamedTuple):
    """A line of a template."""

    file: str
    line: int

    def __str__(self):
        return f"templates/{self.file}:{self.line}"


class Use(NamedTuple):
    """A variable that a template asks for, by the first part of its name."""

    name: str
    place: Place


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


class Partial(NamedTuple):
    """`chat/message.html#item`"""

    name: str
    place: Place
    nodes: NodeList

    def uses(self, far: bool = False) -> Iterator[Use]:
        """The variables that are not bound inside; `far`: with those of the partials and templates that it shows."""
        return _uses(self.nodes, frozenset(LITERALS), far)

    def roots(self) -> list[Root]:
        """Its outermost elements, those of every first and of every last branch."""
        return [root for branch in (0, -1) for root in _Outermost(_markup(self.nodes, branch)).found]

    def shows(self) -> Iterator[str]:
        """The partials that it shows, by name."""
        for node in _all(self.nodes):
            if isinstance(node, RenderPartialNode):
                yield f"{node.origin.template_name}#{node.partial_name}"
            elif name := _included(node):
                yield name


def files() -> list[str]:
    """The names of all templates."""
    return sorted(path.relative_to(FOLDER).as_posix() for path in Path(FOLDER).rglob("*.html"))


def partials(file: str) -> list[Partial]:
    """Those that a template defines, in order."""
    defined = _compiled(file).get_nodes_by_type(DefinePartialNode)
    return [Partial(f"{file}#{node.partial_name}", Place(file, node.token.lineno), node.nodelist) for node in defined]


def showing(name: str) -> list[str]:
    """The partials and the templates that show a partial or a template."""
    shown_in = [partial.name for file in files() for partial in partials(file) if name in partial.shows()]
    return shown_in or [file for file in files() if name in Partial(file, Place(file, 1), _compiled(file)).shows()]


def bound_in(file: str) -> set[str]:
    """The names that a template gives to what it then shows by a partial."""
    nodes = _compiled(file).get_nodes_by_type(Node)
    return {name for node in nodes for name in _names_inside(node)}


def missing_partials(file: str) -> Iterator[tuple[str, Place]]:
    """Partials that a template shows and does not define."""
    known = {partial.name for partial in partials(file)}
    for node in _compiled(file).get_nodes_by_type(RenderPartialNode):
        if f"{file}#{node.partial_name}" not in known:
            yield node.partial_name, Place(file, node.token.lineno)


def missing_includes(file: str) -> Iterator[tuple[str, Place]]:
    """Templates that a template includes and that are not there."""
    for node in _all(_compiled(file)):
        if (name := _included(node)) and not is_there(name):
            yield name, Place(file, node.token.lineno)


def is_there(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    except Exception:
        return True  # it is there, and does not compile
    return True


def _compiled(name: str) -> NodeList:
    return get_template(name).template.nodelist


def _included(node: Node) -> str:
    """The template that an include names as such."""
    template = getattr(node, "template", None)
    if isinstance(node, IncludeNode) and isinstance(template, FilterExpression) and isinstance(template.var, str):
        return "" if template.filters else str(template.var)
    return ""


def _shown_by(node: RenderPartialNode) -> Iterable[Node]:
    try:
        return node.partial_mapping[node.partial_name].nodelist
    except TemplateSyntaxError:  # there is none: `missing_partials` says so
        return ()


def _all(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield from node.get_nodes_by_type(Node)


# Markup


def _markup(nodes: Iterable[Node], branch: int) -> str:
    """About what comes out: of each `if` one branch, and nothing for variables."""
    return "".join(_piece(node, branch) for node in nodes)


def _piece(node: Node, branch: int) -> str:
    if isinstance(node, TextNode):
        return node.s
    if isinstance(node, RenderPartialNode):
        return _markup(_shown_by(node), branch)
    if isinstance(node, IfNode):
        return _markup(node.conditions_nodelists[branch][1], branch)
    if isinstance(node, ForNode):
        return _markup(node.nodelist_loop, branch)
    if name := _included(node):
        return _markup(_compiled(name), branch) if is_there(name) else ""
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


# Variables


def _uses(nodes: Iterable[Node], bound: frozenset[str], far: bool) -> Iterator[Use]:
    for node in nodes:
        yield from _uses_of(node, bound, far)
        bound |= _names_from_here_on(node)


def _uses_of(node: Node, bound: frozenset[str], far: bool) -> Iterator[Use]:
    place = Place(node.origin.template_name, node.token.lineno) if node.token else Place("", 0)
    for name in _asked_by(node):
        if name not in bound:
            yield Use(name, place)
    if isinstance(node, DefinePartialNode):
        return
    inside = bound | _names_inside(node)
    for child in _children(node, far):
        yield from _uses(child, inside, far)


def _children(node: Node, far: bool) -> Iterator[Iterable[Node]]:
    if isinstance(node, IfNode):
        yield from (nodes for _condition, nodes in node.conditions_nodelists)
    else:
        yield from (getattr(node, name) for name in node.child_nodelists if hasattr(node, name))
    if far and isinstance(node, RenderPartialNode):
        yield _shown_by(node)
    elif far and (name := _included(node)):
        yield get_template(name).template.nodelist


def _asked_by(node: Node) -> Iterator[str]:
    """The names in a node's own expressions."""
    if isinstance(node, BlockTranslateNode):
        yield from _words_in(node)
    for value in vars(node).values():
        yield from _names_in(value)


def _words_in(node: BlockTranslateNode) -> Iterator[str]:
    own = {*node.extra_context, node.countervar}
    for token in [*node.singular, *(node.plural or ())]:
        if token.token_type == TokenType.VAR and token.contents not in own:
            yield token.contents.partition(".")[0].partition("|")[0]


def _names_in(value) -> Iterator[str]:
    if isinstance(value, FilterExpression):
        yield from _names_in(value.var)
        for _filter, arguments in value.filters:
            yield from (name for is_variable, part in arguments if is_variable for name in _names_in(part))
    elif isinstance(value, Variable):
        yield from value.lookups[:1] if value.lookups else ()
    elif isinstance(value, TokenBase):
        for part in (getattr(value, "value", None), value.first, value.second):
            yield from _names_in(part)
    elif isinstance(value, dict):
        yield from (name for part in value.values() for name in _names_in(part))
    elif isinstance(value, list | tuple) and not isinstance(value, NodeList):
        yield from (name for part in value for name in _names_in(part))


def _names_inside(node: Node) -> frozenset[str]:
    """What a node binds for what is inside it."""
    if isinstance(node, ForNode):
        return frozenset(node.loopvars)
    return frozenset(node.extra_context) if isinstance(node, WithNode | IncludeNode) else frozenset()


def _names_from_here_on(node: Node) -> frozenset[str]:
    """What a node binds for what follows it: `{% url … as there %}`."""
    names = (getattr(node, attribute, None) for attribute in ("asvar", "target_var", "variable"))
    return frozenset(name for name in names if isinstance(name, str))
