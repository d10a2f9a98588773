"""Jobs are done by the clock, and one that fails stops no other."""

import pytest

from live.engine import schedule
from live.engine.schedule import Job, every, run_due


@pytest.fixture(autouse=True)
def jobs(monkeypatch) -> list[Job]:
    monkeypatch.setattr(schedule, "jobs", [])
    return schedule.jobs


def test_a_job_is_done_when_it_is_due():
    done = []
    every(10)(lambda: done.append("rung"))
    for now in (0.0, 5.0, 9.9, 10.0, 15.0):
        run_due(now)
    assert len(done) == 2


def test_a_job_that_fails_stops_no_other(caplog):
    done = []

    @every(10)
    def ring_the_broken_bell():
        raise RuntimeError("cracked")

    every(10)(lambda: done.append("rung"))
    run_due(0.0)
    run_due(10.0)
    assert len(done) == 2
    assert "ring_the_broken_bell" in caplog.text
