"""Two who change one event: what the second is shown."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from live.calendar import initial, occurring


class Conflict:
    """What somebody else has made of an event meanwhile, beside what was typed."""

    def __init__(self, form, current):
        self.current = current
        theirs = initial.of_occurrence(occurring.as_it_is(current, form.occurrence))
        self.rows = [
            (field.label, _shown(form, field.name, theirs.get(field.name)), _shown(form, field.name, field.value()))
            for field in form
            if field.name in theirs and field.name not in ("version", "at", "scope", "nonce")
        ]
        self.rows = [row for row in self.rows if row[1] != row[2]]

    @property
    def message(self):
        who = self.current.changed_by.name if self.current.changed_by else _("Somebody")
        said = {"who": who, "when": timezone.localtime(self.current.changed_at).strftime("%H:%M")}
        return _("%(who)s changed it at %(when)s, while you wrote. Compare both; saving again keeps yours.") % said


def _shown(form, name, value):
    field = form.fields[name]
    value = field.widget.format_value(value) if hasattr(field.widget, "format_value") else value
    if isinstance(value, list):
        value = value[0] if value and not isinstance(field, forms.MultipleChoiceField) else ", ".join(map(str, value))
    choices = {str(key): label for key, label in getattr(field, "choices", [])} if name != "invite" else {}
    if isinstance(field, forms.BooleanField):
        return _("yes") if value in (True, "on", "True", "true") else _("no")
    return str(choices.get(str(value), "" if value is None else value))
