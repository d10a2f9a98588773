"""What people say about themselves."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from live.accounts import rates, services
from live.accounts.models import LARGE_SIDE, SMALL_SIDE, Site, User
from live.files.forms import SquarePictureField

USER_SAYS = ["display_name", "bio", "time_zone", "language", "theme"]
USERNAME = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


class SignInForm(AuthenticationForm):
    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": _("That username and password do not belong together. Mind the capitals in the password."),
        "banned": _("You are banned from this site."),
    }

    def get_invalid_login_error(self):
        """Only who knows the password learns of a ban."""
        username = User.normalize_username(self.cleaned_data["username"])
        person = User.objects.banned().filter(username=username).first()
        if person and person.check_password(self.cleaned_data["password"]):
            return forms.ValidationError(self.error_messages["banned"], "banned")
        return super().get_invalid_login_error()


class SignUpForm(forms.ModelForm):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )

    class Meta:
        model = User
        fields = ["username", "display_name"]
        widgets = {
            "username": forms.TextInput(attrs=USERNAME),
            "display_name": forms.TextInput(attrs={"autocomplete": "name"}),
        }

    def clean_username(self):
        return User.normalize_username(self.cleaned_data["username"])

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, User(username=self.cleaned_data.get("username", "")))
        return password

    def save(self):
        return User.objects.admit(self.person())

    def person(self):
        """Who this would be: not saved yet."""
        self.instance.language = get_language()
        self.instance.set_password(self.cleaned_data["password"])
        return self.instance


class FirstRunForm(SignUpForm):
    site_name = forms.CharField(label=_("Name of the site"), max_length=60)
    room_name = forms.CharField(
        label=_("First room"), max_length=60, help_text=_("Everybody who signs up is in it: “Lobby”, for example.")
    )
    field_order = ["site_name", "room_name", "username", "display_name", "email", "password", "time_zone"]

    class Meta(SignUpForm.Meta):
        fields = ["username", "display_name", "email", "time_zone"]
        help_texts = {"email": _("May stay empty.")}

    def save(self):
        services.found(self.person(), self.cleaned_data["site_name"], self.cleaned_data["room_name"])
        return self.instance


class SiteForm(forms.ModelForm):
    class Meta:
        model = Site
        fields = ["name", "sign_up"]
        widgets = {"sign_up": forms.RadioSelect}

    def save(self):
        services.change_site(Site.current(), **self.cleaned_data)


class ProfileForm(forms.ModelForm):
    new_picture = SquarePictureField(
        sides=[SMALL_SIDE, LARGE_SIDE],
        required=False,
        label=_("Picture"),
        help_text=_("Its middle is shown, as a circle, beside what you say."),
    )
    remove_picture = forms.BooleanField(required=False, label=_("Remove picture"))
    field_order = ["new_picture", "remove_picture"]

    class Meta:
        model = User
        fields = USER_SAYS
        widgets = {"bio": forms.Textarea(attrs={"rows": 4}), "theme": forms.RadioSelect}

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        if not self.instance.picture:
            del self.fields["remove_picture"]

    def clean_new_picture(self):
        picture = self.cleaned_data["new_picture"]
        if picture and not rates.take(rates.PICTURES, "picture", self.instance.username):
            raise forms.ValidationError(_("Too many files in an hour. Try again later."))
        return picture

    def save(self):
        said, picture = self.cleaned_data, self.cleaned_data["new_picture"]
        services.update_profile(self.instance, **{name: said[name] for name in self.changed_data if name in USER_SAYS})
        if picture or said.get("remove_picture"):
            services.change_picture(self.instance, picture)
        return self.instance


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Mail address"),
        required=False,
        max_length=254,
        help_text=_("A link is sent there, to be followed. Left empty, no mail is sent to you."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class PasswordForm(PasswordChangeForm):
    def save(self):
        services.change_password(self.user, self.cleaned_data["new_password1"])
        return self.user
