"""A pytest plugin: running sites and who visits them. The servers' is in tests/servers."""

import shutil

import pytest

from tests.support.site import RunningSite, site_with_demo_data
from tests.support.visitors import Visitor


@pytest.fixture(scope="session")
def site() -> RunningSite:
    """A running site with the demo data, shared by tests that leave it as they found it."""
    yield from running(site_with_demo_data())


@pytest.fixture
def own_site() -> RunningSite:
    """A running site for a test that harms it."""
    yield from running(site_with_demo_data())


@pytest.fixture
def visit(site):
    """`visit("ada")`: somebody who has signed in at the shared site; `visit()`: a stranger."""
    return lambda name="": Visitor(site.url, name)


def running(site: RunningSite):
    try:
        yield site.start()
    finally:
        site.end()
        shutil.rmtree(site.data, ignore_errors=True)
