"""What can be read from the Python code: which templates it names, and which verbs it records."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

TEMPLATE = re.compile(r"[\w-]+(?:/[\w-]+)*\.html(?:#[\w-]+)?")
BEGINNING = re.compile(r"[\w-]+(?:/[\w-]+)*\.html#")
FOLDERS = ("live", "site_config")
UNREAD = {"migrations", "workshop", "samples.py", "sample.py"}


class Spot(NamedTuple):
    """A line of the code, and in which function or class it stands."""

    file: str
    line: int
    where: str

    def __str__(self):
        return f"{self.file}:{self.line}"

    @property
    def app(self) -> str:
        return self.file.split("/")[1]


class Named(NamedTuple):
    """A template that the code names. `answers`: to a request, with it; otherwise it is pushed."""

    template: str
    spot: Spot
    answers: bool


class Recorded(NamedTuple):
    """A verb, with the words that stand for its subject and for its topic."""

    verb: str
    subject: str
    topic: str
    spot: Spot


class Code(NamedTuple):
    named: list[Named]
    recorded: list[Recorded]
    words: list[tuple[str, Spot]]  # all other strings: a view may choose a partial by its name


@cache
def code() -> Code:
    """As it was when the process started."""
    return read(settings.BASE_DIR)


def read(top: Path) -> Code:
    paths = [path for folder in FOLDERS for path in sorted((top / folder).rglob("*.py"))]
    readers = [_Reader(path, top) for path in paths if not UNREAD & set(path.parts)]
    return Code(
        [name for reader in readers for name in reader.named] + list(_completed(readers)),
        [record for reader in readers for record in reader.recorded],
        [word for reader in readers for word in reader.words],
    )


class _Reader(ast.NodeVisitor):
    """Goes through one file."""

    def __init__(self, path: Path, top: Path):
        self.file = path.relative_to(top).as_posix()
        self.named: list[Named] = []
        self.recorded: list[Recorded] = []
        self.words: list[tuple[str, Spot]] = []
        self.begun: list[tuple[str, str, int]] = []  # `chat/composer.html#`, and the argument that ends it
        self.calls: list[tuple[str, int, str, Spot]] = []
        self.inside: list[ast.AST] = []
        self.visit(ast.parse(path.read_text()))

    def visit_FunctionDef(self, node):
        self.inside.append(node)
        self.generic_visit(node)
        self.inside.pop()

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            self._note(node.value, node, answers=False)

    def visit_Call(self, node):
        name, with_request = _word(node.func), bool(node.args) and _word(node.args[0]) == "request"
        for index, argument in enumerate(node.args):
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                self._note(argument.value, argument, with_request)
                self.calls.append((name, index, argument.value, self._spot(node)))
            else:
                self.visit(argument)
        self.visit(node.func)
        for keyword in node.keywords:
            self.visit(keyword)
        if name == "record" and len(node.args) > 1:
            topic = next((keyword.value for keyword in node.keywords if keyword.arg == "on"), None)
            self._record(node, node.args[0], node.args[1], topic)

    def visit_Tuple(self, node):
        if len(node.elts) == 3:
            self._record(node, *node.elts)
        self.generic_visit(node)

    def visit_JoinedStr(self, node):
        beginning, *rest = node.values
        text = getattr(beginning, "value", "")
        if len(rest) == 1 and isinstance(text, str) and BEGINNING.fullmatch(text):
            self._begin(text, _word(rest[0].value))
        self.generic_visit(node)

    def _begin(self, text: str, variable: str) -> None:
        function = next((node for node in reversed(self.inside) if hasattr(node, "args")), None)
        arguments = [argument.arg for argument in function.args.args if argument.arg != "self"] if function else []
        if function and variable in arguments:
            self.begun.append((text, function.name, arguments.index(variable)))

    def _note(self, text: str, node, answers: bool) -> None:
        if TEMPLATE.fullmatch(text):
            self.named.append(Named(text, self._spot(node), answers))
        else:
            self.words.append((text, self._spot(node)))

    def _record(self, node, verb, subject, topic) -> None:
        if isinstance(verb, ast.Constant) and isinstance(verb.value, str) and _word(subject):
            self.recorded.append(Recorded(verb.value, _word(subject), _word(topic), self._spot(node)))

    def _spot(self, node) -> Spot:
        return Spot(self.file, node.lineno, ".".join(inner.name for inner in self.inside))


def _completed(readers: list[_Reader]) -> Iterator[Named]:
    """What functions name that put a template's name together: `compose("accepted")`."""
    for reader in readers:
        for text, function, index in reader.begun:
            for caller in readers:
                if caller.file.split("/")[:2] == reader.file.split("/")[:2]:
                    yield from (
                        Named(text + ending, spot, False)
                        for name, at, ending, spot in caller.calls
                        if (name, at) == (function, index)
                    )


def _word(node) -> str:
    """The last word of a name: `room` of `message.room` and of `name_of(room)`."""
    if isinstance(node, ast.Call):
        return _word(node.args[0]) if _word(node.func) == "name_of" else ""
    return getattr(node, "id", getattr(node, "attr", ""))
