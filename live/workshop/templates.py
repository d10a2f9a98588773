"""What can be read from a template without rendering it: its partials, and what it shows of others."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.template.base import NodeList
from template_partials.templatetags.partials import DefinePartialNode, RenderPartialNode

from live.workshop import markup, variables
from live.workshop.nodes import Place, all_in, compiled, included, is_there

FOLDER = settings.BASE_DIR / "templates"


class Partial(NamedTuple):
    """`chat/message.html#item`"""

    name: str
    place: Place
    nodes: NodeList

    def uses(self, far: bool = False) -> Iterator[variables.Use]:
        return variables.uses(self.nodes, far)

    def roots(self) -> list[markup.Root]:
        return markup.roots(self.nodes)

    def shows(self) -> Iterator[str]:
        """The partials that it shows, by name."""
        for node in all_in(self.nodes):
            if isinstance(node, RenderPartialNode):
                yield f"{node.origin.template_name}#{node.partial_name}"
            elif name := included(node):
                yield name


def files() -> list[str]:
    """The names of all templates."""
    return sorted(path.relative_to(FOLDER).as_posix() for path in Path(FOLDER).rglob("*.html"))


def source(file: str) -> str:
    return (FOLDER / file).read_text()


def partials(file: str) -> list[Partial]:
    """Those that a template defines, in order."""
    defined = compiled(file).get_nodes_by_type(DefinePartialNode)
    return [Partial(f"{file}#{node.partial_name}", Place(file, node.token.lineno), node.nodelist) for node in defined]


def bound_in(file: str) -> set[str]:
    return variables.bound_in(compiled(file))


def showing(name: str) -> list[str]:
    """The partials and the templates that show a partial or a template."""
    shown_in = [partial.name for file in files() for partial in partials(file) if name in partial.shows()]
    return shown_in or [file for file in files() if name in Partial(file, Place(file, 1), compiled(file)).shows()]


def missing_partials(file: str) -> Iterator[tuple[str, Place]]:
    """Partials that a template shows and does not define."""
    known = {partial.name for partial in partials(file)}
    for node in compiled(file).get_nodes_by_type(RenderPartialNode):
        if f"{file}#{node.partial_name}" not in known:
            yield node.partial_name, Place(file, node.token.lineno)


def missing_includes(file: str) -> Iterator[tuple[str, Place]]:
    """Templates that a template includes and that are not there."""
    for node in all_in(compiled(file)):
        if (name := included(node)) and not is_there(name):
            yield name, Place(file, node.token.lineno)
