"""What happens to people and to the site, each in one transaction."""

import secrets

from django.db import transaction
from django.utils import timezone

from live.accounts.models import Site, User
from live.accounts.signals import ban_changed, profile_changed, role_changed, site_founded
from live.engine import changes, identity
from live.files import store

SHOWN = {"display_name", "picture"}  # on pages of others
DECISIVE = {"is_active", "password", "role"}  # for what one may do
PREFERRED = {"language", "time_zone", "role"}  # for how one's own pages look


class AlreadyFounded(Exception):
    """Somebody was faster: the site has people."""


class LastAdministrator(Exception):
    """Nobody would be left to look after the site."""


@transaction.atomic
def found(administrator, site_name, room_name):
    """The first run: the site with a name, its administrator, a first room.

    `administrator` is an unsaved person with a password. Of several at the same time one succeeds; the
    others raise AlreadyFounded.
    """
    site = Site.current()
    changes.lock(site)
    if User.objects.exists():
        raise AlreadyFounded
    site.name = site_name
    site.save()
    administrator.role = User.Role.ADMINISTRATOR
    User.objects.admit(administrator)
    site_founded.send(sender=Site, administrator=administrator, room_name=room_name)


@transaction.atomic
def save_changes(user, changed):
    """Keep the fields that are named in `changed`, and tell whom it concerns.

    Raises LastAdministrator.
    """
    changed = set(changed)
    if {"is_active", "role"} & changed:
        _keep_an_administrator(user)
    user.save(update_fields=changed)
    if SHOWN & changed:
        profile_changed.send(sender=User, user=user, changed=SHOWN & changed)
    if "role" in changed:
        role_changed.send(sender=User, user=user)
    if DECISIVE & changed:
        identity.changed(user)
    if PREFERRED & changed:
        identity.prefers(user)


def _keep_an_administrator(user):
    changes.lock(Site.current())
    if not (user.is_active and user.is_administrator) and is_last_administrator(user):
        raise LastAdministrator


def is_last_administrator(user):
    return list(User.objects.active().administrators().values_list("pk", flat=True)) == [user.pk]


@transaction.atomic
def change_site(site, **values):
    """Another name, or other people who may sign up."""
    for field, value in values.items():
        setattr(site, field, value)
    site.save()
    changes.record("changed", site, on=site)


def renew_join_link(site):
    """From now on only the new one lets people in."""
    change_site(site, join_code=secrets.token_urlsafe(12))


def update_profile(user, **profile):
    """Another display name, time zone, theme and so on."""
    _set(user, **profile)


def change_picture(user, squares):
    """Another picture, of these forms; without any, none."""
    key = store.keep(squares) if squares else ""
    try:
        _set_picture(user, key)
    except BaseException:
        store.remove([key] if key else [])
        raise


@transaction.atomic
def _set_picture(user, key):
    changes.lock(user)
    former = User.objects.values_list("picture", flat=True).get(pk=user.pk)
    if former == key:
        return
    _set(user, picture=key)
    store.remove_after_commit([former] if former else [])


def change_password(user, password):
    """All other sessions of the person end with it."""
    user.set_password(password)
    save_changes(user, ["password"])


def change_role(user, role):
    _set(user, role=role)


def deactivate(user):
    _set(user, is_active=False)


def reactivate(user):
    _set(user, is_active=True)


@transaction.atomic
def ban(user):
    """Nobody sees what they said any more, nor do they see anything. Raises LastAdministrator."""
    _set(user, is_active=False, banned_at=timezone.now())
    _tell_of_ban(user)


@transaction.atomic
def unban(user):
    """As if nothing had been; who was not active before is so now."""
    _set(user, is_active=True, banned_at=None)
    _tell_of_ban(user)


def _tell_of_ban(user):
    """All at once: topics are locked in the order of their names, whoever they belong to."""
    answers = ban_changed.send(sender=User, user=user)
    changes.record_all(change for _receiver, happened in answers for change in happened or ())


def _set(user, **values):
    for field, value in values.items():
        setattr(user, field, value)
    save_changes(user, values)
