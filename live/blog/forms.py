"""What people fill in to write entries, and to set up live blogs."""

import secrets

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from live.blog import services
from live.blog.models import Blog, Writer
from live.files.uploads import examine

LONGEST = 20_000  # characters of an entry
PICTURES = 3  # at once


class TextField(forms.CharField):
    """Text in which every line ends alike, however the browser sent it."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class PictureField(forms.FileField):
    """Its value is an `Upload`, or nothing."""

    default_error_messages = {"kind": _("This is not a picture that browsers show: JPEG, PNG, GIF or WebP.")}

    def clean(self, data, initial=None):
        if (file := super().clean(data, initial)) is None:
            return None
        upload = examine(file)
        if not upload.kind:
            raise ValidationError(self.error_messages["kind"], code="kind")
        return upload


class People(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person):
        return person.name


class WritingForm(forms.Form):
    """An entry, with pictures that each say what they show."""

    use_required_attribute = False  # what is missing is said as all else is
    body = TextField(
        max_length=LONGEST,
        label=_("Update"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 2 * LONGEST}),
        error_messages={
            "required": _("Write something first."),
            "max_length": _("Too long: this has %(show_value)d characters, and %(limit_value)d fit into an entry."),
        },
    )
    is_key = forms.BooleanField(label=_("Name it among the key events"), required=False)
    publish_at = forms.DateTimeField(
        label=_("Publish at"),
        required=False,
        help_text=_("Empty: at once."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    authors = People(queryset=None, required=False, label=_("Authors"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data=None, *, blog, entry=None, files=None, **options):
        super().__init__(data, files=files, **options)
        self.blog = blog
        self.fields["authors"].queryset = services.authors_for(blog, entry).order_by("username")
        for number in range(1, PICTURES + 1):
            self.fields[f"picture_{number}"] = PictureField(
                required=False, label=_("Picture"), widget=forms.FileInput(attrs={"accept": "image/*"})
            )
            self.fields[f"alt_{number}"] = forms.CharField(
                required=False, max_length=300, label=_("What the picture shows")
            )

    @property
    def has_more_errors(self):
        """In other fields than the text."""
        return bool(set(self.errors) - {"body"})

    @property
    def slots(self):
        """The fields for new pictures, two by two."""
        return [(self[f"picture_{number}"], self[f"alt_{number}"]) for number in range(1, PICTURES + 1)]

    def clean(self):
        for number in range(1, PICTURES + 1):
            if self.cleaned_data.get(f"picture_{number}") and not self.cleaned_data.get(f"alt_{number}"):
                self.add_error(f"alt_{number}", _("Say what the picture shows, for those who cannot see it."))
        if any(name.startswith("alt_") for name in self.errors):
            for number in range(1, PICTURES + 1):
                if self.files.get(f"picture_{number}") and f"picture_{number}" not in self.errors:
                    self.add_error(f"picture_{number}", _("Choose it once more: a browser lets nobody else do that."))

    @property
    def uploads(self):
        pairs = [(self.cleaned_data[f"picture_{n}"], self.cleaned_data[f"alt_{n}"]) for n in range(1, PICTURES + 1)]
        return [(upload, alt) for upload, alt in pairs if upload]


class EntryForm(WritingForm):
    """A new entry. The nonce tells a form that was sent twice from a second entry with the same words."""

    nonce = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, blog, author, files=None, **options):
        super().__init__(data, blog=blog, files=files, **options)
        self.author = author
        self.fields["authors"].help_text = _("You, if you choose nobody.")

    @classmethod
    def fresh(cls, blog, author):
        return cls(blog=blog, author=author, initial={"nonce": secrets.token_urlsafe(12)})

    def save(self):
        said = self.cleaned_data
        return services.write_entry(
            self.blog, self.author, said["body"], self.uploads, said["nonce"],
            authors=said["authors"], is_key=said["is_key"], publish_at=said["publish_at"],
        )  # fmt: skip


class EditForm(WritingForm):
    """What an entry says, and the version of it that is changed.

    Over the socket it has the body alone; what it does not have stays.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, entry, editor=None, files=None, whole=False):
        now = {"body": entry.body, "version": entry.version, "is_key": entry.is_key, "publish_at": entry.publish_at}
        now["authors"] = entry.authors.all()
        super().__init__(data, blog=entry.blog, entry=entry, files=files, initial=now)
        self.entry, self.editor, self.whole, self.newer = entry, editor, whole, None
        self.fields["body"].label = _("Edit entry text")
        if not whole:
            self.fields = {name: self.fields[name] for name in ("body", "version")}
        elif entry.is_published:
            del self.fields["publish_at"]
        for number, (_file, alt) in enumerate(entry.pictures if whole else ()):
            self.fields[f"kept_{number}"] = forms.CharField(
                required=False, max_length=300, initial=alt, label=_("What the picture shows"),
                help_text=_("Without a description it is removed."),
            )  # fmt: skip

    @property
    def kept(self):
        return [(file, self[f"kept_{number}"]) for number, file in enumerate(self.entry.files)] if self.whole else []

    @property
    def slots(self):
        return super().slots if self.whole else []

    def clean(self):
        if self.whole:
            super().clean()

    def save(self):
        """The entry as saved; None where somebody has saved another version, which `newer` is."""
        said = self.cleaned_data
        try:
            return services.save_entry(self.entry, self.editor, said["version"], said["body"], **self._more())
        except services.Outdated as outdated:
            self.newer = self.entry = outdated.entry
            self.data = self.data.copy()
            self.data["version"] = str(outdated.entry.version)
            self.add_error("body", _("Somebody has saved another version meanwhile. Save again to replace it."))
            return None

    def _more(self):
        if not self.whole:
            return {}
        said = self.cleaned_data
        alts = {file.key: said[f"kept_{number}"] for number, file in enumerate(self.entry.files)}
        more = {name: said[name] for name in ("is_key", "publish_at") if name in said}
        return more | {
            "uploads": self.uploads,
            "alts": {key: alt for key, alt in alts.items() if alt},
            "authors": said["authors"] or [self.entry.creator],
        }


class CommentForm(forms.Form):
    use_required_attribute = False
    body = TextField(
        max_length=2_000,  # characters
        label=_("Comment"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 4_000}),
        error_messages=WritingForm.base_fields["body"].error_messages,
    )
    nonce = forms.CharField(required=False, widget=forms.HiddenInput, initial=lambda: secrets.token_urlsafe(12))

    def send(self, blog, reader):
        """What came of it; None where the reader has to wait, which the form says."""
        try:
            return services.comment(blog, reader, self.cleaned_data["body"], self.cleaned_data["nonce"])
        except services.Impatient:
            self.add_error("body", _("Your other comments are read first. Send this one once they have been."))
            return None


class BlogForm(forms.ModelForm):
    class Meta:
        model = Blog
        fields = ["title", "description", "is_public", "takes_comments"]
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}


class SeatForm(forms.Form):
    person = forms.ModelChoiceField(
        queryset=None, to_field_name="username", label=_("Person"), empty_label=_("Choose somebody")
    )
    role = forms.ChoiceField(choices=Writer.Role, label=_("Role"), initial=Writer.Role.CONTRIBUTOR)

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.fields["person"].queryset = get_user_model().objects.active().order_by("username")
