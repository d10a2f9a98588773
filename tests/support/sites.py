"""A pytest plugin: sites that are not as usual."""

import pytest

from tests.support.fixtures import running
from tests.support.site import RunningSite, free_port, site_with_demo_data


@pytest.fixture
def started():
    """`started(site)`: the site, which runs until the test is over."""
    runs = []

    def start(site: RunningSite) -> RunningSite:
        runs.append(running(site))
        return next(runs[-1])

    yield start
    for run in runs:
        next(run, None)


@pytest.fixture
def site_with(started):
    """`site_with(LIMITS="on")`: a site of a test's own with that in its environment."""
    return lambda **environment: started(site_with_demo_data(**environment))


@pytest.fixture
def limited_site(site_with) -> RunningSite:
    """One that limits what a visitor may ask for, as in production."""
    return site_with(LIMITS="on")


@pytest.fixture
def far_site(started):
    """`far_site(settings)`: a site with these settings, and the port at which a line may lead to it."""

    def far(settings: str) -> tuple[RunningSite, int]:
        site, port = site_with_demo_data(DJANGO_SETTINGS_MODULE=settings), free_port()
        site.environment["SITE_ORIGINS"] = f"{site.url},http://127.0.0.1:{port}"
        return started(site), port

    return far


@pytest.fixture
def quiet_site(site) -> RunningSite:
    """The shared site, for a test in which nothing goes wrong inside it."""
    before = site.log.stat().st_size
    yield site
    assert "Traceback" not in site.log.read_bytes()[before:].decode(errors="replace")
