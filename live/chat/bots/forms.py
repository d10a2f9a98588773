"""What administrators say of a bot."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from live.chat.bots.addresses import NotAllowed, is_exempt, is_public, parts_of
from live.chat.models import Bot


class WebhookForm(forms.ModelForm):
    class Meta:
        model = Bot
        fields = ["webhook"]
        field_classes = {"webhook": forms.CharField}

    def clean_webhook(self):
        """What can be told without looking the name up; that is done each time something is sent."""
        address = self.cleaned_data["webhook"]
        if address and not _looks_public(address):
            raise ValidationError(
                _("Give the address of a web server that everybody can reach, with http:// or https://.")
            )
        return address


class BotForm(WebhookForm):
    field_order = ["username", "display_name", "webhook"]
    username = get_user_model()._meta.get_field("username").formfield()
    display_name = get_user_model()._meta.get_field("display_name").formfield()

    def clean_username(self):
        username = get_user_model().normalize_username(self.cleaned_data["username"])
        get_user_model()._meta.get_field("username").run_validators(username)
        if get_user_model().objects.filter(username=username).exists():
            raise ValidationError(_("Somebody else has this username."))
        return username


def _looks_public(address):
    try:
        _scheme, host, port, _path = parts_of(address)
    except NotAllowed:
        return False
    try:
        return is_exempt(host, port) or is_public(host)
    except ValueError:  # a name, not a number
        return host != "localhost"
