"""Fifty people want one of ten seats at once: ten get one, forty wait in order; who leaves lets the next in."""

from tests.support.crowds import outcome


def test_nobody_is_given_a_seat_twice_and_nobody_is_forgotten(database):
    found = outcome("tests.calendar.crowd", database)
    assert found["problems"] == []
    assert [answer for _name, answer in found["line"]] == ["yes"] * 10 + ["waiting"] * 40
    names = [name for name, _answer in found["line"]]
    assert len(set(names)) == 50
    assert [found["then"][name] for name in names] == ["no"] * 3 + ["yes"] * 10 + ["waiting"] * 37
    assert found["told"] == sorted(names[10:13])
