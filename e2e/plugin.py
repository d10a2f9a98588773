"""A pytest plugin: the cast with their browsers, a site for them, and the evidence of what failed."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from e2e.pages import Person
from e2e.watch import Watch
from tests.support.fixtures import running
from tests.support.line import Line
from tests.support.site import RunningSite, free_port, site_with_demo_data
from tests.support.visitors import Visitor

expect.set_options(timeout=10_000)  # milliseconds: three browsers and as many sites may share two cores


# Sites


@pytest.fixture(scope="session")
def line_port() -> int:
    """Where a line to the site will be, if a scenario needs one."""
    return free_port()


@pytest.fixture(scope="session")
def site(line_port):
    """A site with the demo data for all scenarios of a process; what they change, they change in rooms of their own.

    `SITE=https://staging.example` names one that runs already.
    """
    if "SITE" in os.environ:
        yield SiteElsewhere(os.environ["SITE"].rstrip("/"))
    else:
        yield from running(_reachable_by(line_port))


class SiteElsewhere:
    """Of which nothing is known but its address."""

    log = Path(os.devnull)

    def __init__(self, url: str):
        self.url = url


@pytest.fixture
def own_site(line_port):
    """A site for a scenario that harms it."""
    yield from running(_reachable_by(line_port))


@pytest.fixture
def here(request) -> RunningSite:
    """Where a scenario plays: at its own site, if it asks for one."""
    return request.getfixturevalue("own_site" if "own_site" in request.fixturenames else "site")


@pytest.fixture
def line(here, line_port):
    """A line to the site that can be cut: open pages at its `url`."""
    line = Line(here.port, line_port).start()
    yield line
    line.end()


def _reachable_by(port: int) -> RunningSite:
    site = site_with_demo_data()
    site.environment["WEBHOOK_HOSTS"] = "127.0.0.1"  # where scenarios have bots
    site.environment["SITE_ORIGINS"] = f"{site.url},http://127.0.0.1:{port}"
    return site


# People


@pytest.fixture(scope="session")
def visitors() -> dict[tuple[str, str], Visitor]:
    """Who has signed in where: one signing in serves all scenarios of a process."""
    return {}


@pytest.fixture
def visitor(here, visitors):
    """`visitor("ada")`: somebody without a browser, to arrange things with."""

    def signed_in(name: str) -> Visitor:
        if (here.url, name) not in visitors:
            visitors[here.url, name] = Visitor(here.url, name)
        return visitors[here.url, name]

    return signed_in


@pytest.fixture
def stranger(here) -> Visitor:
    """Somebody who has not signed in, without a browser."""
    return Visitor(here.url)


@pytest.fixture
def person(here, new_context, visitor, watch):
    """`person("ada")`: somebody signed in, in a browser of their own; `person()`: a stranger."""

    def at_a_browser(name: str = "", context: BrowserContext | None = None, **options) -> Person:
        """`options` are those of Playwright's contexts; `context`: one of another browser than usual."""
        context = context or new_context(**options)
        context.set_default_timeout(10_000)
        watch.over(name or "stranger", context)
        if name:
            context.add_cookies(visitor(name).cookies_for_browser())
        return Person(context, here.url, name, is_live=options.get("java_script_enabled", True))

    return at_a_browser


def _member_of_the_cast(name: str):
    @pytest.fixture(name=name)
    def member(person) -> Person:
        return person(name)

    return member


admin, ada, grace, linus, mallory = map(_member_of_the_cast, ("admin", "ada", "grace", "linus", "mallory"))


@pytest.fixture
def new_room(visitor):
    """`new_room("Garden")`: the slug of an open room that ada has made."""

    def made(name: str) -> str:
        answer = visitor("ada").post("/chat/", name=name, kind="open")
        return answer.url.rstrip("/").rpartition("/")[2]

    return made


@pytest.fixture
def room(new_room) -> str:
    """The slug of an open room that nobody else uses."""
    return new_room("Garden")


# Evidence


@pytest.fixture
def watch(here, output_path, request):
    """No browser and no server may complain; what they did and said is kept when a scenario fails."""
    watch = Watch(here)
    yield watch
    complaint = watch.complaint()
    if failure := "\n".join(filter(None, [*_failures(request.node), complaint])):
        watch.keep(Path(output_path), failure)
    assert not complaint, complaint


def _failures(scenario: pytest.Item) -> list[str]:
    """What has failed so far, with where: while things were made ready for it, or in it."""
    reports = [getattr(scenario, f"rep_{when}", None) for when in ("setup", "call")]
    return [report.longreprtext for report in reports if report and report.failed]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Say where the evidence of a failed scenario is."""
    report = yield
    if report.failed and "output_path" in item.funcargs:
        report.sections.append(("Traces, screenshots, frames, consoles, server", item.funcargs["output_path"]))
    return report


def pytest_terminal_summary(terminalreporter):
    """Tell the figures that scenarios have measured."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figure" and report.when == "call":
                terminalreporter.write_line(value)
