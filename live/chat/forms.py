"""What people fill in to write, and to set up rooms."""

import secrets

from django import forms
from django.contrib.auth import get_user_model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from limits import parse

from live.accounts import rates
from live.chat.models import Membership, Room
from live.chat.reactions import QUICK
from live.files.forms import UploadsField
from live.files.uploads import LARGEST, MOST

LONGEST = 4000  # characters of a message
PACE = parse("120 per minute")  # of one person: above what people do, below what drowns a room
FILES_PACE = parse("60 per hour")  # … and below what fills a disk within a day


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


class EditForm(BodyForm):
    """What a message says: nothing is enough for one that has files."""

    def __init__(self, data=None, *, message):
        super().__init__(data, initial={"body": message.body})
        self.fields["body"].required = not message.files


class MessageForm(BodyForm):
    """The composer. The nonce tells a form that was sent twice from a second message with the same words."""

    nonce = forms.CharField(required=False)
    pace, paced = PACE, "message"

    def __init__(self, data=None, *, author=None, **options):
        super().__init__(data, **options)
        self.author = author

    @classmethod
    def fresh(cls, body="", nonce=""):
        return cls(initial={"body": body, "nonce": nonce or secrets.token_urlsafe(12)})

    def clean(self):
        if not self.errors and not rates.take(self.pace, self.paced, self.author.username):
            self.add_error("body", _("That is faster than anybody reads. Wait a moment, then send it again."))


class FilesForm(MessageForm):
    """Files, with words or without."""

    pace, paced = FILES_PACE, "files"
    use_required_attribute = False  # what is missing is said as all else is
    uploads = UploadsField(
        label=_("Files"),
        help_text=format_lazy(
            _("Up to {most}, of {size} MB each. Pictures are shown, without what the camera noted."),
            most=MOST,
            size=LARGEST >> 20,
        ),
    )
    field_order = ["uploads", "body", "nonce"]

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **{"auto_id": "attach_%s"} | options)
        body = self.fields["body"]
        body.required, body.label, body.widget = False, _("Words with them"), forms.Textarea(attrs={"rows": 2})
        self.fields["nonce"].widget = forms.HiddenInput(attrs={"hx-morph-skip": True})


class People(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person):
        return _in_full(person)


class Person(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return _in_full(person)


class KindField(forms.ChoiceField):
    """Open or closed: nothing becomes a direct conversation."""

    widget = forms.RadioSelect

    def __init__(self):
        kinds = [choice for choice in Room.Kind.choices if choice[0] != Room.Kind.DIRECT]
        super().__init__(choices=kinds, initial=Room.Kind.OPEN, label=_("Who is in it"))


class RoomForm(forms.ModelForm):
    """A new room. Its creator is in it whoever else is chosen."""

    kind = KindField()

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

    def __init__(self, *arguments, creator, **options):
        super().__init__(*arguments, **options)
        self.fields["members"].queryset = _active().exclude(pk=creator.pk)


class RoomNameForm(forms.ModelForm):
    class Meta:
        model = Room
        fields = ["name"]


class RoomKindForm(forms.ModelForm):
    kind = KindField()

    class Meta:
        model = Room
        fields = ["kind"]


class ConversationForm(forms.Form):
    """Whom to talk to directly."""

    people = People(queryset=None, label=_("People"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *arguments, opener, **options):
        super().__init__(*arguments, **options)
        self.fields["people"].queryset = _active().exclude(pk=opener.pk)


class InvolvementForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["involvement"]


class ReactionForm(forms.Form):
    emoji = forms.ChoiceField(choices=list(QUICK.items()))

    def __init__(self, *arguments, person, **options):
        super().__init__(*arguments, **options)
        self.person = person

    def clean(self):
        if not self.errors and not rates.take(PACE, "reaction", self.person.username):
            self.add_error("emoji", _("That is faster than anybody reads. Wait a moment, then try again."))


class NewMemberForm(forms.Form):
    person = Person(queryset=None, to_field_name="username", label=_("Person"), empty_label=_("Choose somebody"))

    def __init__(self, *arguments, room, **options):
        super().__init__(*arguments, **options)
        self.fields["person"].queryset = _active().exclude(memberships__room=room)


def _active():
    return get_user_model().objects.active().order_by("username")


def _in_full(person):
    return f"{person.display_name} ({person.username})" if person.display_name else person.username
