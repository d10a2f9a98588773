"""Personal views that time alone changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from live.engine.audiences import PersonalAudience
from live.engine.fragments import Personal, Shown, Viewer, shows
from live.engine.people import People
from live.engine.wires import Frame


class Counted(Personal):
    """Says how often it was rendered, and is right for a minute."""

    times = 0

    def render(self, people):
        self.times += 1
        shown = Shown(f"<p>{self.times}</p>", set(), timezone.now() + timedelta(minutes=1))
        return dict.fromkeys(people, shown)


@pytest.fixture
def view(monkeypatch):
    monkeypatch.setitem(shows.personal_views, "counted", Counted())
    return shows.personal_views["counted"]


def test_one_is_shown_anew_when_it_is_not_so_any_more(view):
    audience = PersonalAudience(Frame.text, "counted", Viewer(1, "", "en", "UTC"))
    people = People(lambda *_: None)
    people.join(audience, None, 1)
    for second, times in [(100, 1), (102, 1), (158, 1), (161, 2), (163, 2), (222, 3)]:
        people.look(float(second))
        assert view.times == times, second
    people.drop(audience)
    people.look(300.0)
    assert (view.times, people.ends) == (3, {})
