"""Form fields for uploads: what is wrong with one is said at the field, with its name."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live.files import pictures
from live.files.uploads import LARGEST, MOST, examine


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class UploadsField(forms.Field):
    """Several files, checked; its value is a list of `Upload`s."""

    widget = SeveralFiles
    default_error_messages = {"required": gettext_lazy("Choose a file first.")}

    def clean(self, value):
        super().clean(value)
        if len(value) > MOST:
            raise ValidationError(_("At most %(most)d files at once.") % {"most": MOST}, code="many")
        problems, uploads = [], []
        for file in value:
            try:
                uploads.append(examine(file))
            except ValidationError as error:
                problems.append(f"{file.name}: {' '.join(error.messages)}")
        if problems:
            raise ValidationError(problems)
        return uploads


class SquarePictureField(forms.FileField):
    """A picture for somebody's profile; its value is its middle, in each of `sides`, or nothing."""

    def __init__(self, *, sides, **options):
        super().__init__(widget=forms.FileInput(attrs={"accept": "image/*"}), **options)
        self.sides = sides

    def clean(self, data, initial=None):
        if (file := super().clean(data, initial)) is None:
            return None
        if file.size > LARGEST:
            raise ValidationError(_("This file is too large."), code="large")
        if (squares := pictures.squares(file, *self.sides)) is None:
            raise ValidationError(_("This is not a picture that browsers show: JPEG, PNG, GIF or WebP."), code="kind")
        return {str(side): square for side, square in zip(self.sides, squares, strict=True)}
