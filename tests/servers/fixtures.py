"""A pytest plugin: PostgreSQL, Redis and Chromium for the tests that ask for them, each started on first use."""

import pytest

from . import browsers, chromium, postgres, redis


def pytest_report_header():
    return [_described(part) for part in (chromium, postgres, redis)]


def _described(part):
    try:
        return part.describe()
    except Exception as error:  # the header never stops a run: a test that needs the part will
        return f"{part.__name__.rpartition('.')[2]}: {error}"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    arguments = [*browser_type_launch_args.get("args", []), *browsers.ARGUMENTS]
    is_seen = not browser_type_launch_args.get("headless", True)
    program = chromium.whole() if is_seen else {"executable_path": chromium.find().path}
    return {**browser_type_launch_args, **program, "args": arguments}


@pytest.fixture(scope="session")
def postgres_server():
    """PostgreSQL, running; one for each pytest process."""
    yield from _running(postgres.find())


@pytest.fixture(name="postgres")
def postgres_running(postgres_server):
    """The same, for a test that may stop, kill or pause it: afterwards it runs again."""
    yield from _running_again(postgres_server)


@pytest.fixture
def fresh_database(postgres):
    """The URL of an empty database in it."""
    url = postgres.new_database()
    yield url
    postgres.ensure_running()
    postgres.drop_database(url)


@pytest.fixture(scope="session")
def redis_server():
    """Redis, running; one for each pytest process."""
    yield from _running(redis.find())


@pytest.fixture(name="redis")
def redis_running(redis_server):
    """The same, for a test that may stop, kill or pause it: afterwards it runs again."""
    yield from _running_again(redis_server)


def _running(server):
    try:
        server.start()
        yield server
    finally:
        server.discard()


def _running_again(server):
    server.ensure_running()
    yield server
    server.ensure_running()
