import pytest
from django.db import OperationalError, connection

from live.accounts.models import Site


def test_a_visitor_is_told_what_this_is_and_how_to_come_in(client, admin):
    Site(name="The Observatory").save()
    page = client.get("/").content.decode()
    assert '<h1 class="page__title">The Observatory</h1>' in page
    assert 'href="/accounts/login/">Sign in</a>' in page
    assert 'href="/accounts/signup/">Sign up</a>' in page
    assert "notification-count" not in page


def test_ada_is_greeted_with_her_rooms_live(client, ada):
    client.force_login(ada)
    page = client.get("/").content.decode()
    assert "Hello, Ada Lovelace" in page
    assert 'hx-ws:connect="/ws/site/?token=' in page
    assert 'id="room-list"' in page


def test_the_bar_says_where_one_is(client, ada):
    client.force_login(ada)
    assert 'href="/chat/" aria-current="page"' in client.get("/chat/").content.decode()
    assert 'href="/chat/" aria-current="page"' not in client.get("/").content.decode()


def test_a_page_that_is_not_there_is_a_page_of_the_site(client, admin):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is nothing here · Townhall" in answer.content.decode()


def test_home_costs_few_queries(client, ada, django_assert_max_num_queries):
    client.force_login(ada)
    with django_assert_max_num_queries(14):  # session, person, site, bell; what each feature offers
        client.get("/")


def test_a_visitor_costs_few_queries(client, admin, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):  # whether anybody is here; the site; public blogs and calendars
        client.get("/")


@pytest.mark.parametrize("path", ["/offline/", "/healthz", "/readyz"])
def test_what_is_the_same_for_everybody_does_not_depend_on_cookies(client, ada, path):
    client.force_login(ada)
    assert "Cookie" not in client.get(path).headers.get("Vary", "")


@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (RuntimeError, 500)])
def test_what_breaks_is_a_page_that_needs_no_database(client, admin, error, status):
    def away(*_):
        raise error

    client.raise_request_exception = False
    with connection.execute_wrapper(away):
        answer = client.get("/")
    assert answer.status_code == status
    assert "<h1" in answer.content.decode()
