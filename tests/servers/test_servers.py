"""The tests' own servers do what the fault tests ask of them."""

import re

import psycopg
import pytest

from tests.servers.process import GivenServer, NotOurs


def test_postgres_answers_with_its_version(postgres):
    assert postgres.execute("SELECT version()").startswith("PostgreSQL")


def test_postgres_keeps_what_was_written_when_it_is_killed(postgres, fresh_database):
    with psycopg.connect(fresh_database) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    postgres.kill()
    postgres.start()
    with psycopg.connect(fresh_database) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_a_paused_postgres_answers_when_it_is_resumed(postgres):
    postgres.pause()
    assert not postgres.answers()
    postgres.resume()
    assert postgres.answers()


def test_redis_is_at_the_same_address_after_it_was_killed(redis):
    address = redis.url
    redis.kill()
    assert not redis.answers()
    redis.start()
    assert (redis.url, redis.answers()) == (address, True)


def test_a_paused_redis_does_not_answer(redis):
    redis.pause()
    assert not redis.answers()
    redis.resume()
    assert redis.answers()


def test_redis_says_its_version(redis):
    assert redis.version[0].isdigit()


def test_a_server_that_somebody_else_runs_is_not_stopped():
    with pytest.raises(NotOurs):
        GivenServer("redis://127.0.0.1:6379").kill()


def test_chromium_launches(page):
    page.set_content("<p>hello</p>")
    assert page.inner_text("p") == "hello"


def test_what_playwright_leaves_out_of_chromium_stays_left_out(browser):
    command = browser.new_browser_cdp_session().send("SystemInfo.getInfo")["commandLine"]
    first, *_, last = [set(found.split(",")) for found in re.findall(r"--disable-features=(\S+)", command)]
    assert first < last
