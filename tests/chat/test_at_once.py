"""Many people at once: nobody waits for somebody who waits for them, and what is promised of numbers holds."""

from tests.support.crowds import outcome

RIGHT = {"problems": [], "met": 1, "in_order": True, "once": 2, "missing": 0, "stray_files": 0, "through_all": 0}


def test_everything_by_everybody_at_once(database):
    assert outcome("tests.chat.crowd", database) == RIGHT
