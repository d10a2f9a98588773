"""A network that lets no websocket through (B15; without JavaScript: e2e/scenarios/test_without_sockets.py)."""

import pytest
from playwright.sync_api import expect

from tests.support.sizes import two_sizes
from tests.support.tunnel import PlainProxy


@pytest.fixture
def proxy(here, line_port):
    proxy = PlainProxy(here.port, line_port).start()
    yield proxy
    proxy.end()


@two_sizes("scripts", small=True, full=False)
def test_forms_and_links_do_everything(ada, person, new_room, proxy, visitor, measured, scripts):
    """B15: the page says what is the matter, and how to go on."""
    slug = new_room("Garden")
    grace = person("grace", java_script_enabled=scripts)
    grace.is_live = False
    hers, graces = ada.room(slug), grace.room(slug, proxy.url)
    if scripts:
        graces.expect_away()
        graces.tab.get_by_role("link", name="Go on without live updates").click()
        expect(graces.tab.get_by_text("Live updates are off.")).to_be_visible()
    graces.post("By the post")
    hers.expect_messages("By the post")
    graces.message("By the post").edit("By the postman")
    hers.expect_messages("By the postman")
    hers.post("Over the wire")
    graces.open().message("By the postman").delete()
    hers.expect_messages("Over the wire")
    hers.expect_same_after_reload()
    measured("B15", scripts=str(scripts), websockets=0)
