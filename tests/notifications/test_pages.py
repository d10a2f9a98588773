"""The bell on every page, and the list."""

import re

import pytest
from django.http import Http404

from live.engine.fragments import Viewer, shows
from live.engine.models import Change
from live.notifications.bell import Bell
from live.notifications.consumers import InboxConsumer
from live.notifications.models import Notification
from live.notifications.services import notify


def tell(person, number=1, url="/echo/", **details):
    notify("poke", [person], f"chat.message.{number}", url, room="Lobby", **details)
    return Notification.objects.get(subject=f"chat.message.{number}", person=person)


def count_on(page):
    return re.search(r'data-testid="notification-count"[^>]*>([^<]*)<', page)[1]


@pytest.mark.parametrize(
    "path", ["/", "/chat/", "/accounts/profile/", "/people/ada/", "/notifications/", "/echo/", "/x/"]
)
def test_each_page_has_the_bell_and_is_live(ada, window, path):
    tell(ada)
    page = window(ada).get(path).content.decode()
    assert count_on(page) == "1"
    assert re.search(r"<title data-personal>\(1\) .+ · Townhall</title>", page)
    assert page.count("hx-ws:connect") == 1
    assert page.count('id="resume"') == 1


def test_strangers_have_no_bell_and_no_socket_on_plain_pages(ada, client):
    page = client.get("/accounts/login/").content.decode()
    assert "notification-count" not in page
    assert "hx-ws:connect" not in page
    assert "<title>Sign in · Townhall</title>" in page


def test_many_are_99_and_more():
    assert [Bell(number).number for number in (0, 1, 99, 100)] == ["0", "1", "99", "99+"]
    assert [Bell(number).prefix for number in (0, 100)] == ["", "(99+) "]


def bell(person, argument="=Some page"):
    viewer = Viewer(person.pk, argument, "en", "UTC")
    return shows.personal_views["bell"].render([viewer])[viewer]


def test_the_bell_is_pushed_with_the_title_of_the_page(ada):
    assert "<title>Some page · Townhall</title>" in bell(ada).html
    tell(ada)
    shown = bell(ada, "=Q &amp; A")
    assert "<title>(1) Q &amp; A · Townhall</title>" in shown.html
    assert f"notifications.inbox.{ada.pk}" in shown.topics


def test_the_bells_of_many_take_as_many_queries_as_one(ada, grace, linus, django_assert_num_queries):
    viewers = [Viewer(person.pk, f"={person}", "en", "UTC") for person in (ada, grace, linus)]
    with django_assert_num_queries(2):
        shows.personal_views["bell"].render(viewers)


def test_the_list_has_the_newest_first_and_says_who(ada, grace, window):
    notify("poke", [grace], "chat.message.1", "/echo/", actor=ada, room="<b>Lobby</b>")
    tell(grace, 2)
    page = window(grace).get("/notifications/").content.decode()
    assert "Ada &lt;Lovelace&gt; pokes you in &lt;b&gt;Lobby&lt;/b&gt;" in page
    assert page.index("Somebody pokes you") < page.index("Ada &lt;Lovelace&gt;")


def test_the_list_comes_in_pages(ada, window):
    for number in range(31):
        tell(ada, number)
    client = window(ada)
    assert client.get("/notifications/").content.decode().count('data-testid="notification"') == 30
    second = client.get("/notifications/?page=2").content.decode()
    assert second.count('data-testid="notification"') == 1
    assert "Newer" in second
    assert "Older" not in second
    for wrong in ("0", "-1", "x", "99999", "²"):
        assert client.get(f"/notifications/?page={wrong}").status_code == 404


def test_a_page_of_the_list_is_pushed_as_it_is_loaded(ada, window):
    tell(ada)
    viewer = Viewer(ada.pk, "1", "en", "Europe/London")
    html = shows.personal_views["inbox"].render([viewer])[viewer].html
    assert "Somebody pokes you in Lobby" in html
    assert 'hx-swap-oob="outerMorph"' in html


def test_a_notification_leads_to_its_thing_and_is_read(ada, grace, window):
    told = tell(ada)
    assert window(grace).get(told.get_absolute_url()).status_code == 404
    assert window(ada).get(told.get_absolute_url()).url == "/echo/"
    assert count_on(window(ada).get("/").content.decode()) == "0"


def test_marking_read_by_forms(ada, grace, window):
    first, _second, graces = tell(ada, 1), tell(ada, 2), tell(grace, 1)
    client = window(ada)
    assert client.post(f"/notifications/{first.pk}/read/").status_code == 302
    assert count_on(client.get("/").content.decode()) == "1"
    assert client.post(f"/notifications/{graces.pk}/read/").status_code == 404
    client.post("/notifications/read/")
    assert count_on(client.get("/").content.decode()) == "0"
    assert count_on(window(grace).get("/").content.decode()) == "1"
    assert client.get("/notifications/read/").status_code == 405


def test_marking_read_over_the_socket(ada, grace):
    first, _second, graces = tell(ada, 1), tell(ada, 2), tell(grace, 1)
    page = InboxConsumer()
    page.user = ada
    page.mark_read({"notification": str(first.pk)})
    assert Notification.objects.visible_to(ada).unread().count() == 1
    for wrong in (str(graces.pk), "x", "9" * 30, None):
        with pytest.raises(Http404):
            page.mark_read({"notification": wrong})
    page.mark_all_read({})
    page.mark_all_read({})
    assert Notification.objects.unread().get() == graces
    assert Change.objects.filter(verb="read").count() == 2
