import pytest
from limits import parse

from live.accounts import rates

TWICE = parse("2 per hour")


@pytest.fixture(params=["in this process", "in Redis"])
def counted(request, settings):
    settings.REDIS_URL = request.getfixturevalue("redis").url if request.param == "in Redis" else ""


def test_a_limit_counts_each_by_themselves(counted):
    assert [rates.take(TWICE, "ada") for _ in range(3)] == [True, True, False]
    assert rates.take(TWICE, "grace")


def test_what_is_forgiven_counts_no_more(counted):
    rates.take(TWICE, "linus")
    rates.take(TWICE, "linus")
    rates.forgive(TWICE, "linus")
    assert rates.take(TWICE, "linus")


def test_without_redis_it_goes_on_counting(redis, settings):
    settings.REDIS_URL = redis.url
    redis.kill()
    assert [rates.take(TWICE, "mallory") for _ in range(3)] == [True, True, False]
