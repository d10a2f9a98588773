"""One test in two sizes: small among all tests, in full in `make faults`."""

import pytest


def two_sizes(names: str, *, small, full, seconds: int = 120):
    """Decorator: the test's arguments `names` in both sizes; the full one may take so many seconds."""
    marks = [pytest.mark.faults, pytest.mark.timeout(seconds)]
    return pytest.mark.parametrize(
        names, [pytest.param(*_several(small), id="small"), pytest.param(*_several(full), marks=marks, id="full")]
    )


def _several(values) -> tuple:
    return values if isinstance(values, tuple) else (values,)
