"""The people of the site, and the site itself."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from live.accounts import usernames
from live.accounts.choices import languages, time_zones
from live.accounts.fields import SiteNameField, theme_name
from live.accounts.people import UserManager
from live.engine.models import LiveQuerySet
from live.files.fields import KeyField

SMALL_SIDE, LARGE_SIDE = 64, 256  # pixels of a picture: beside what somebody says, on their own page


class User(AbstractUser):
    """A person. What somebody may do follows from `role` alone."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        EDITOR = "editor", _("Editor")
        ADMINISTRATOR = "administrator", _("Administrator")

    class Theme(models.TextChoices):
        SYSTEM = "system", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    first_name = last_name = None  # display_name is all there is

    username = models.CharField(
        _("Username"),
        max_length=usernames.LONGEST,
        unique=True,
        validators=[usernames.well_formed, usernames.not_reserved],
        help_text=_("2 to 30 of the letters a–z, digits and _ . -"),
        error_messages={"unique": _("Somebody else has this username.")},
    )
    display_name = models.CharField(
        _("Display name"),
        max_length=60,
        blank=True,
        help_text=_("As others see you; your username if you leave it empty."),
    )
    bio = models.TextField(_("About me"), max_length=500, blank=True)
    picture = KeyField()
    role = models.CharField(_("Role"), max_length=16, choices=Role, default=Role.MEMBER)
    time_zone = models.CharField(
        _("Time zone"), max_length=64, choices=time_zones, default="UTC", help_text=_("All times are shown in it.")
    )
    language = models.CharField(_("Language"), max_length=12, choices=languages, default="en")
    banned_at = models.DateTimeField(_("Banned"), null=True, editable=False)
    theme = models.CharField(_("Theme"), max_length=8, choices=Theme, default=Theme.SYSTEM)

    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(fields=["id"], condition=Q(banned_at__isnull=False), name="banned_people")]

    @classmethod
    def normalize_username(cls, username):
        return super().normalize_username(username).lower()

    @property
    def name(self):
        return self.display_name or self.username

    def get_full_name(self):
        return self.name

    get_short_name = get_full_name

    @property
    def is_administrator(self):
        return self.role == self.Role.ADMINISTRATOR

    is_staff = is_superuser = is_administrator  # the words that Django's admin and permissions have for it

    @property
    def is_editor(self):
        return self.role in (self.Role.EDITOR, self.Role.ADMINISTRATOR)

    @property
    def initials(self):
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    @property
    def avatar(self):
        """The address of the small picture, another one for each picture; empty where there is none."""
        return self._picture(SMALL_SIDE)

    @property
    def portrait(self):
        """The same, large."""
        return self._picture(LARGE_SIDE)

    def _picture(self, side):
        return self.picture and reverse("accounts:picture", args=[self.username, self.picture, side])

    @property
    def hue(self):
        """Which of the twelve hues the initials stand on."""
        return (self.pk or 0) % 12 + 1


class SiteQuerySet(LiveQuerySet):
    def visible_to(self, user):
        return self.all()


class Site(models.Model):
    """The one site of this installation."""

    class SignUp(models.TextChoices):
        OPEN = "open", _("Anyone may sign up")
        LINK = "link", _("Whoever has the join link")
        CLOSED = "closed", _("Administrators add people")

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = SiteNameField(_("Name of the site"), max_length=60, default=theme_name)
    sign_up = models.CharField(_("Who may sign up"), max_length=8, choices=SignUp, default=SignUp.OPEN)

    join_code = models.CharField(max_length=32, blank=True, editable=False)

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("site")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_site")]

    def __str__(self):
        return self.name

    @classmethod
    def current(cls):
        """The site; unsaved before anything was said about it."""
        return cls.objects.first() or cls()

    @property
    def is_open(self):
        return self.sign_up == self.SignUp.OPEN

    @property
    def is_closed(self):
        return self.sign_up == self.SignUp.CLOSED
