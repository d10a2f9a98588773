"""What people fill in to write, and to set up rooms."""

import secrets

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from limits import parse

from live.accounts import rates
from live.chat.models import Room

LONGEST = 4000  # characters of a message
PACE = parse("120 per minute")  # of one person: above what people do, below what drowns a room


class TextField(forms.CharField):
    """Text in which every line ends alike, however the browser sent it."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class BodyForm(forms.Form):
    body = TextField(
        max_length=LONGEST,
        label=_("Edit message text"),
        widget=forms.Textarea,
        error_messages={
            "required": _("Write something first."),
            "max_length": _("Too long: this has %(show_value)d characters, and %(limit_value)d fit into a message."),
        },
    )


class MessageForm(BodyForm):
    """The composer. The nonce tells a form that was sent twice from a second message with the same words."""

    nonce = forms.CharField(required=False)

    def __init__(self, data=None, *, author=None, **options):
        super().__init__(data, **options)
        self.author = author

    @classmethod
    def fresh(cls, body="", nonce=""):
        return cls(initial={"body": body, "nonce": nonce or secrets.token_urlsafe(12)})

    def clean(self):
        if not self.errors and not rates.take(PACE, "message", self.author.username):
            self.add_error("body", _("That is faster than anybody reads. Wait a moment, then send it again."))


class People(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person):
        return _in_full(person)


class Person(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return _in_full(person)


class RoomForm(forms.ModelForm):
    """A new room. Its creator is in it whoever else is chosen."""

    members = People(
        queryset=None,
        required=False,
        label=_("People"),
        help_text=_("Who is in a closed room, beside you; an open one has everybody in it."),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Room
        fields = ["name", "kind"]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *arguments, creator, **options):
        super().__init__(*arguments, **options)
        self.fields["members"].queryset = _active().exclude(pk=creator.pk)


class RoomNameForm(forms.ModelForm):
    class Meta:
        model = Room
        fields = ["name"]


class RoomKindForm(forms.ModelForm):
    class Meta:
        model = Room
        fields = ["kind"]
        widgets = {"kind": forms.RadioSelect}


class NewMemberForm(forms.Form):
    person = Person(queryset=None, to_field_name="username", label=_("Person"), empty_label=_("Choose somebody"))

    def __init__(self, *arguments, room, **options):
        super().__init__(*arguments, **options)
        self.fields["person"].queryset = _active().exclude(memberships__room=room)


def _active():
    return get_user_model().objects.active().order_by("username")


def _in_full(person):
    return f"{person.display_name} ({person.username})" if person.display_name else person.username
