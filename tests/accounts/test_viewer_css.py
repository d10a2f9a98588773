import re
from pathlib import Path

from django.conf import settings

from live.accounts import services
from live.accounts.models import User


def sheet(window):
    address = re.search(r'href="(/viewer\.css\?v=\w+)"', window.get("/").content.decode())[1]
    return address, window.get(address)


def test_a_reader_s_own_things_are_marked_by_a_sheet_of_their_own(window, ada):
    _, answer = sheet(window(ada))
    assert answer.headers["Content-Type"].startswith("text/css")
    assert '[data-author="ada"] {' in answer.content.decode()
    assert "[data-author] {" not in answer.content.decode()


def test_an_administrator_may_change_everything(window, admin):
    assert "[data-author] { --own: inline-flex; }" in sheet(window(admin))[1].content.decode()


def test_browsers_keep_it_until_it_is_another(window, ada, grace):
    address, answer = sheet(window(ada))
    assert {"private", "max-age=31536000", "immutable"} <= set(answer.headers["Cache-Control"].split(", "))
    assert sheet(window(grace))[0] != address
    services.change_role(ada, User.Role.MEMBER)
    assert sheet(window(ada))[0] != address


def test_visitors_have_none(window, admin):
    assert "viewer.css" not in window().get("/").content.decode()


def test_it_has_the_rules_that_the_design_system_lists(window, ada):
    guide = Path(settings.BASE_DIR, "docs/design-system.md").read_text()
    listed = guide.partition("## What `/viewer.css` emits")[2].partition("```css")[2].partition("```")[0]
    rules = [rule.strip() for rule in re.sub(r"/\*.*?\*/", "", listed).strip().splitlines()]
    text = sheet(window(ada))[1].content.decode()
    assert rules
    assert [rule for rule in rules if rule not in text] == []
