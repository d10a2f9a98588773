"""Usernames stand in URLs, in CSS selectors and after an @, so they are plain."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

LONGEST = 30
RESERVED = {"all", "anonymous", "everybody", "everyone", "here", "me", "new", "nobody", "system"}

well_formed = RegexValidator(
    r"\A[a-z0-9][a-z0-9_.-]{0,28}[a-z0-9]\Z",
    _("Use 2 to 30 of the letters a–z, digits and _ . - with a letter or digit at both ends."),
    "malformed",
)


def not_reserved(username):
    if username in RESERVED:
        raise ValidationError(_("This name has a meaning of its own here. Please choose another."), "reserved")
