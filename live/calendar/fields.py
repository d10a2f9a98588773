"""Fields of the forms about events, and how a frame fills them."""

from datetime import datetime

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from live.calendar import services

YEARS = 1900, 2199
SCOPES = [
    (services.THIS, _("This event")),
    (services.FOLLOWING, _("This and following")),
    (services.ALL, _("All events")),
]


def as_sent(data):
    """The fields of a frame as a form takes them."""
    return MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in data.items()})


class LocalMoment(forms.Field):
    """A time on the wall: which zone's, another field says."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("Enter a day and a time.")}

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if not YEARS[0] <= moment.year <= YEARS[1]:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment.replace(tzinfo=None, second=0, microsecond=0)


class People(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person):
        return f"{person.name} ({person.username})"


def others_than(user):
    """Those who have been asked, too: asked again they are not told again, and the list stays true while it is open."""
    return get_user_model().objects.active().exclude(pk=user.pk).order_by("username")
