"""A file to bring into a calendar."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from limits import parse

from live.accounts import rates
from live.calendar.ics import imports
from live.calendar.ics.reading import LARGEST, Unreadable
from live.calendar.models import Calendar

PACE = parse("60 per hour")  # of one person: each may keep a processor busy for seconds


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("An iCalendar file (.ics), as other calendars export it; up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".ics,.ical,.ifb,text/calendar"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )
    calendar = forms.ModelChoiceField(
        Calendar.objects.none(),
        label=gettext_lazy("Calendar"),
        empty_label=None,
        help_text=gettext_lazy("Events that are there already are brought up to date, not added again."),
    )

    def __init__(self, data=None, files=None, *, person):
        super().__init__(data, files)
        self.person = person
        self.fields["calendar"].queryset = Calendar.objects.writable_by(person).order_by("kind", "name")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("This file is larger than 5 MB."))
        return file

    def clean(self):
        if not self.errors and not rates.take(PACE, "import", self.person.username):
            raise ValidationError(_("Too many files in an hour. Try again later."))

    def save(self):
        """The import, begun; None, and a word at the field, where there is no calendar in the file."""
        file = self.cleaned_data["file"]
        try:
            return imports.begin(self.person, self.cleaned_data["calendar"], file.name, file.read())
        except Unreadable as problem:
            self.add_error("file", str(problem))
            return None
