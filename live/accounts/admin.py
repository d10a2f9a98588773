"""People, the site and sessions in Django's admin; what is saved there goes the way of the services."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from live.accounts import services
from live.accounts.models import Site, User
from live.engine.admin import LookedAt


class PersonForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"

    def clean(self):
        cleaned = super().clean()
        stays = cleaned.get("is_active") and cleaned.get("role") == User.Role.ADMINISTRATOR
        if not stays and services.is_last_administrator(self.instance):
            raise ValidationError(_("Nobody would be left to look after the site. Make somebody else administrator."))
        return cleaned


class PersonPasswordForm(AdminPasswordChangeForm):
    def save(self, commit=True):
        user = super().save(commit=False)
        services.save_changes(user, ["password"])
        return user


class NewPersonForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["username"]

    def clean_username(self):
        return User.normalize_username(super().clean_username())


@admin.register(User)
class PersonAdmin(UserAdmin):
    form = PersonForm
    add_form = NewPersonForm
    change_password_form = PersonPasswordForm
    list_display = ["username", "display_name", "role", "is_active", "banned_at", "last_login"]
    list_filter = ["role", "is_active"]
    search_fields = ["username", "display_name", "email"]
    filter_horizontal = []
    actions = ["deactivate", "reactivate", "ban", "unban", "remove_pictures"]
    fieldsets = [
        (None, {"fields": ["username", "password", "role", "is_active"]}),
        (_("Profile"), {"fields": ["display_name", "email", "bio", "time_zone", "language", "theme"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        # The username stands in links, mentions and markup that is out in the world.
        return ["username", "last_login", "date_joined"] + ["is_active"] * bool(obj.banned_at) if obj else []

    def has_delete_permission(self, request, obj=None):
        return False  # what somebody wrote stays theirs: people are deactivated

    def save_model(self, request, obj, form, change):
        if change:
            services.save_changes(obj, form.changed_data)
        else:
            User.objects.admit(obj)

    @admin.action(description=_("Deactivate and sign out"))
    def deactivate(self, request, people):
        self._each(request, people, services.deactivate)

    @admin.action(description=_("Reactivate"))
    def reactivate(self, request, people):
        self._each(request, people.filter(banned_at=None), services.reactivate)

    @admin.action(description=_("Ban"))
    def ban(self, request, people):
        self._each(request, people, services.ban)

    @admin.action(description=_("Lift the ban"))
    def unban(self, request, people):
        self._each(request, people.banned(), services.unban)

    @admin.action(description=_("Remove pictures"))
    def remove_pictures(self, request, people):
        self._each(request, people, lambda person: services.change_picture(person, None))

    def _each(self, request, people, service):
        for person in people:
            try:
                service(person)
            except services.LastAdministrator:
                self.message_user(request, _("The last administrator stays."), "warning")


@admin.register(Site)
class SiteAdmin(admin.ModelAdmin):
    list_display = ["name", "sign_up"]

    def save_model(self, request, site, form, change):
        services.change_site(site)

    def has_add_permission(self, request):
        return not Site.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Session)
class SessionAdmin(LookedAt):
    """Whose sessions there are; deleting one signs that browser out and closes its pages."""

    list_display = ["person", "expire_date"]
    exclude = ["session_key", "session_data"]  # whoever reads them could sign in with them
    readonly_fields = ["person", "expire_date"]

    @admin.display(description=_("Person"))
    def person(self, session):
        return User.objects.filter(pk=session.get_decoded().get("_auth_user_id")).first()
