"""What a compiled template consists of, and where that stands."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList
from django.template.loader import get_template
from django.template.loader_tags import IncludeNode
from template_partials.templatetags.partials import RenderPartialNode


class Place(NamedTuple):
    """A line of a template."""

    file: str
    line: int

    def __str__(self):
        return f"templates/{self.file}:{self.line}"


def place_of(node: Node) -> Place:
    return Place(node.origin.template_name, node.token.lineno) if node.token else Place("", 0)


def is_there(name: str) -> bool:
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    except Exception:
        return True  # it is there, and does not compile
    return True


def compiled(name: str) -> NodeList:
    return get_template(name).template.nodelist


def all_in(nodes: Iterable[Node]) -> Iterator[Node]:
    """With what is inside them."""
    for node in nodes:
        yield from node.get_nodes_by_type(Node)


def included(node: Node) -> str:
    """The template that an include names as such."""
    template = getattr(node, "template", None)
    if isinstance(node, IncludeNode) and isinstance(template, FilterExpression) and isinstance(template.var, str):
        return "" if template.filters else str(template.var)
    return ""


def shown_by(node: RenderPartialNode) -> Iterable[Node]:
    """What stands in a partial; nothing where there is none (`templates.missing_partials` says so)."""
    try:
        return node.partial_mapping[node.partial_name].nodelist
    except TemplateSyntaxError:
        return ()
