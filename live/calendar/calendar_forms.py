"""What people fill in about calendars."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from live.calendar.models import Calendar, Right

HUE_NAMES = [
    *(_("Red"), _("Orange"), _("Amber"), _("Yellow"), _("Green"), _("Jade")),
    *(_("Teal"), _("Sky"), _("Blue"), _("Violet"), _("Purple"), _("Pink")),
]


class Hues(forms.RadioSelect):
    """Colours that are seen, and named."""

    template_name = "calendar/hues.html"
    option_template_name = "django/forms/widgets/input.html"  # each in a label of ours


class CalendarForm(forms.ModelForm):
    hue = forms.TypedChoiceField(
        label=_("Colour"),
        coerce=int,
        choices=list(zip(Calendar.HUES, HUE_NAMES, strict=True)),
        initial=8,
        widget=Hues,
    )

    class Meta:
        model = Calendar
        fields = ["name", "hue", "everybody", "public"]


class ShareForm(forms.Form):
    """What one person may do."""

    person = forms.ModelChoiceField(
        queryset=None, to_field_name="username", label=_("Person"), empty_label=_("Choose somebody")
    )
    right = forms.ChoiceField(label=pgettext_lazy("right", "May"), choices=Right, initial=Right.READ)

    def __init__(self, *arguments, calendar, **options):
        super().__init__(*arguments, **{"auto_id": "share_%s"} | options)
        people = get_user_model().objects.active().exclude(pk=calendar.owner_id)
        self.fields["person"].queryset = people.order_by("username")
        self.fields["person"].label_from_instance = lambda person: f"{person.name} ({person.username})"
