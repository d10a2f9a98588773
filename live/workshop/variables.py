"""The variables that a template asks for, those that it binds itself, and whether what it is given has them."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.template.base import FilterExpression, Node, NodeList, TokenType, Variable
from django.template.defaulttags import ForNode, IfNode, WithNode
from django.template.loader_tags import IncludeNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode
from template_partials.templatetags.partials import DefinePartialNode, RenderPartialNode

from live.workshop.nodes import Place, all_in, compiled, included, place_of, shown_by

LITERALS = {"True", "False", "None", "forloop"}


class Use(NamedTuple):
    """A variable that a template asks for: `("message", "author", "name")`."""

    path: tuple[str, ...]
    place: Place

    @property
    def name(self) -> str:
        return self.path[0]

    def __str__(self):
        return ".".join(self.path)


def uses(nodes: Iterable[Node], far: bool = False) -> Iterator[Use]:
    """Those that are not bound inside; `far`: with those of the partials and templates that they show."""
    return _uses(nodes, frozenset(LITERALS), far)


def bound_in(nodes: Iterable[Node]) -> set[str]:
    """The names that a template gives to what it then shows by a partial."""
    return {name for node in all_in(nodes) for name in _names_inside(node)}


def is_given(path: tuple[str, ...], by: Any) -> bool:
    """Whether a value has what is asked of it, as far as can be told without having it compute anything."""
    if not path or by is None or callable(by):
        return True
    name, *rest = path
    stored = by if isinstance(by, dict) else getattr(by, "__dict__", {})
    if name in stored:
        return is_given(tuple(rest), stored[name])
    return hasattr(type(by), name) or _has_items(by)


def _has_items(value: Any) -> bool:
    """By number, by name, or by another rule of its own."""
    rules = ("__getitem__", "__getattr__")
    return not isinstance(value, str | dict) and any(hasattr(type(value), rule) for rule in rules)


def _uses(nodes: Iterable[Node], bound: frozenset[str], far: bool) -> Iterator[Use]:
    for node in nodes:
        yield from _uses_of(node, bound, far)
        bound |= _names_from_here_on(node)


def _uses_of(node: Node, bound: frozenset[str], far: bool) -> Iterator[Use]:
    for path in _asked_by(node):
        if path[0] not in bound:
            yield Use(path, place_of(node))
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
        yield shown_by(node)
    elif far and (name := included(node)):
        yield compiled(name)


def _asked_by(node: Node) -> Iterator[tuple[str, ...]]:
    """The paths in a node's own expressions."""
    if isinstance(node, BlockTranslateNode):
        yield from _words_in(node)
    for value in vars(node).values():
        yield from _paths_in(value)


def _words_in(node: BlockTranslateNode) -> Iterator[tuple[str, ...]]:
    own = {*node.extra_context, node.countervar}
    for token in [*node.singular, *(node.plural or ())]:
        if token.token_type == TokenType.VAR and token.contents not in own:
            yield tuple(token.contents.partition("|")[0].split("."))


def _paths_in(value) -> Iterator[tuple[str, ...]]:
    if isinstance(value, FilterExpression):
        yield from _paths_in(value.var)
        for _filter, arguments in value.filters:
            yield from (path for is_variable, part in arguments if is_variable for path in _paths_in(part))
    elif isinstance(value, Variable):
        yield from [value.lookups] if value.lookups else ()
    elif isinstance(value, TokenBase):
        for part in (getattr(value, "value", None), value.first, value.second):
            yield from _paths_in(part)
    elif isinstance(value, dict):
        yield from (path for part in value.values() for path in _paths_in(part))
    elif isinstance(value, list | tuple) and not isinstance(value, NodeList):
        yield from (path for part in value for path in _paths_in(part))


def _names_inside(node: Node) -> frozenset[str]:
    """What a node binds for what is inside it."""
    if isinstance(node, ForNode):
        return frozenset(node.loopvars)
    return frozenset(node.extra_context) if isinstance(node, WithNode | IncludeNode) else frozenset()


def _names_from_here_on(node: Node) -> frozenset[str]:
    """What a node binds for what follows it: `{% url … as there %}`."""
    names = (getattr(node, attribute, None) for attribute in ("asvar", "target_var", "variable"))
    return frozenset(name for name in names if isinstance(name, str))
