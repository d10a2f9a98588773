"""A pytest plugin: browsers and asynchronous tests in one process.

Playwright's event loop counts as running between its calls; asyncio and Django refuse to work beside it.
"""

import asyncio

import pytest

asleep: list[asyncio.AbstractEventLoop | None] = [None]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """The loop is awake only in tests with a browser."""
    if "playwright" not in item.fixturenames:
        return (yield)
    _wake()
    try:
        return (yield)
    finally:
        _put_to_sleep()


@pytest.fixture(scope="session")
def browser(browser):
    """The same; awake to be closed, though the session may end with a test without one."""
    yield browser
    _wake()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The same; asleep when the database is removed, though the session may end with a test with a browser."""
    yield
    _put_to_sleep()


def _wake():
    asyncio._set_running_loop(asleep[0])


def _put_to_sleep():
    asleep[0] = asyncio._get_running_loop() or asleep[0]
    asyncio._set_running_loop(None)
