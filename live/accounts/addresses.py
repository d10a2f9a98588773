"""Where a person's mail goes: an address counts once a link that was sent there has been followed."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from live.accounts import services
from live.accounts.models import Site

SALT = "accounts.address"
GOOD_FOR = timedelta(days=3)


class Outdated(Exception):
    """The link is too old, somebody else's, or the address was changed since."""


def mail_goes_out() -> bool:
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def ask(person, address: str) -> None:
    """Send the link there, in the language of the page. Raises OSError where the mail cannot be sent."""
    token = signing.dumps([person.pk, person.email, address], salt=SALT)
    link = settings.SITE_ORIGINS[0] + reverse("accounts:confirm_address", args=[token])
    context = {"person": person, "site": Site.current(), "link": link, "days": GOOD_FOR.days}
    subject = _("Your address at %(site)s") % {"site": context["site"].name}
    body = render_to_string("accounts/mail/address.txt", context).strip() + "\n"
    send_mail(" ".join(subject.split()), body, None, [address])


def confirm(person, token: str) -> None:
    """From now on their mail goes there. Raises Outdated."""
    try:
        whose, before, address = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise Outdated from None
    if whose != person.pk or person.email not in (before, address):
        raise Outdated
    change(person, address)


def change(person, address: str) -> None:
    """Without asking: for none, and for what has been confirmed."""
    person.email = address
    services.save_changes(person, ["email"])
