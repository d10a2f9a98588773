"""Short forms about an event: an answer, whom to ask, which of a series to delete."""

from django import forms
from django.utils.translation import gettext_lazy as _

from live.calendar import services
from live.calendar.fields import SCOPES, People, others_than
from live.calendar.models import Attendance


class AnswerForm(forms.Form):
    """Yes, no or maybe, with a note."""

    answer = forms.ChoiceField(
        choices=[choice for choice in Attendance.Answer.choices if choice[0] in ("yes", "no", "maybe")]
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    @property
    def said(self):
        return {"said": self.cleaned_data["answer"], "note": self.cleaned_data["note"]}


class InviteForm(forms.Form):
    invite = People(label=_("Invite"), queryset=None)

    def __init__(self, data=None, *, user):
        super().__init__(data)
        self.fields["invite"].queryset = others_than(user)


class ScopeForm(forms.Form):
    """Which of a series is to be deleted."""

    scope = forms.ChoiceField(label=_("Delete"), choices=SCOPES, widget=forms.RadioSelect, initial=services.THIS)
