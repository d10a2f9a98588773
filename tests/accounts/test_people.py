"""People and the site, as the features know them."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from live.accounts import services
from live.accounts.demo import PASSWORD, make
from live.accounts.models import Site, User
from live.accounts.signals import joined
from live.engine.identity import person_changed
from live.engine.models import UnseenChange


def test_nobody_joins_unseen(db, heard):
    arrivals = heard(joined)
    User.objects.create_user("zoe")
    call_command("createsuperuser", "--noinput", "--username=root")
    make({})
    names = [arrival["user"].username for arrival in arrivals]
    assert names == ["zoe", "root", "admin", "ada", "grace", "linus", "mallory"]


def test_the_demo_people_are_those_of_the_contract(db):
    people = {}
    make(people)
    assert {name: (person.role, person.time_zone) for name, person in people.items()} == {
        "admin": ("administrator", "Europe/Berlin"),
        "ada": ("editor", "Europe/London"),
        "grace": ("member", "Europe/Berlin"),
        "linus": ("member", "America/New_York"),
        "mallory": ("member", "Asia/Tokyo"),
    }
    assert all(person.check_password(PASSWORD) for person in people.values())


@pytest.mark.parametrize(
    ("display_name", "initials"), [("Ada Lovelace", "AL"), ("grace", "G"), ("", "A"), ("Ada King Lovelace", "AK")]
)
def test_initials_stand_for_a_person_without_a_picture(display_name, initials):
    assert User(username="ada", display_name=display_name).initials == initials


def test_hues_are_the_twelve_that_there_are():
    assert {User(pk=pk).hue for pk in range(1, 25)} == set(range(1, 13))


def test_only_administrators_get_into_the_admin(admin, ada, grace):
    assert [person.is_staff for person in (admin, ada, grace)] == [True, False, False]
    assert [person.is_editor for person in (admin, ada, grace)] == [True, True, False]


def test_people_are_not_changed_behind_open_pages(ada):
    with pytest.raises(UnseenChange):
        User.objects.filter(pk=ada.pk).update(display_name="Countess")


def test_a_topic_of_a_person_is_that_person_s(ada, grace):
    assert list(User.objects.visible_to(ada)) == [ada]


@pytest.mark.parametrize(
    "happens",
    [
        services.deactivate,
        services.reactivate,
        lambda ada: services.change_role(ada, User.Role.MEMBER),
        lambda ada: services.change_password(ada, "staple the battery"),
    ],
    ids=["deactivated", "reactivated", "another role", "another password"],
)
def test_what_decides_over_rights_is_told_to_the_sockets(ada, heard, django_capture_on_commit_callbacks, happens):
    news = heard(person_changed)
    with django_capture_on_commit_callbacks(execute=True):
        happens(ada)
    assert news == [{"user_id": ada.pk}]


@pytest.mark.parametrize(
    "happens",
    [services.deactivate, lambda admin: services.change_role(admin, User.Role.MEMBER)],
    ids=["away", "demoted"],
)
def test_the_last_administrator_stays(admin, ada, happens):
    with pytest.raises(services.LastAdministrator):
        happens(admin)
    admin.refresh_from_db()
    assert admin.is_active
    assert admin.is_administrator


def test_one_of_two_administrators_may_go(admin, ada):
    services.change_role(ada, User.Role.ADMINISTRATOR)
    services.deactivate(admin)
    assert list(User.objects.active().administrators()) == [ada]


def test_there_is_one_site(db):
    Site(name="The Observatory").save()
    with pytest.raises(IntegrityError):
        Site(name="Another").save()
