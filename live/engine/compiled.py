"""Querysets whose SQL is compiled once: for what is asked with every action and every change.

Django compiles a queryset anew each time it is evaluated, which takes about ten times as long as running it.
"""

from collections.abc import Callable
from copy import copy
from threading import Lock
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet


class Parameter(Expression):
    """Stands in a queryset for a value that is given with each call."""

    def __init__(self, name: str):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Compiled:
    """`Compiled(lambda slug: Room.objects.filter(slug=slug))` makes the queryset with a Parameter for each argument.

    Called with values it returns the rows. Values are given as the database has them: numbers, texts.
    """

    def __init__(self, make: Callable[..., QuerySet], *names: str):
        self.make = make
        self.names = names or make.__code__.co_varnames[: make.__code__.co_argcount]
        self.plans: dict[str, tuple] = {}
        self.lock = Lock()

    def __call__(self, *values: Any) -> list[Any]:
        connection = connections[DEFAULT_DB_ALIAS]
        queryset, compiler, sql, params = self._plan(connection)
        given = dict(zip(self.names, values, strict=True))
        bound = tuple([given[param.name] if type(param) is Parameter else param for param in params])
        compiler = copy(compiler)
        compiler.connection, compiler.as_sql = connection, lambda *_, **__: (sql, bound)
        rows = queryset.all()
        rows.query.get_compiler = lambda *_, **__: compiler
        return list(rows)

    def _plan(self, connection: BaseDatabaseWrapper) -> tuple:
        """The queryset, the compiler that knows what its columns are, and its SQL."""
        with self.lock:
            if connection.vendor not in self.plans:
                queryset = self.make(*map(Parameter, self.names))
                compiler = queryset.query.get_compiler(connection=connection)
                sql, params = compiler.as_sql()
                converters = compiler.get_converters([column for column, *_ in compiler.select])
                compiler.get_converters = lambda _columns: converters
                self.plans[connection.vendor] = (queryset, compiler, sql, params)
            return self.plans[connection.vendor]
