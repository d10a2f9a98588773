"""Live blogs, and who writes them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from live.accounts.models import Site
from live.engine.models import LiveQuerySet

YOUNG = 60  # minutes in which an entry's age is told
MANY = 200  # updates that are held back: how many more there are is not counted
FEW = 60  # entries, comments that wait
HIGHLIGHTS = 100  # entries in a summary


class BlogQuerySet(LiveQuerySet):
    def visible_to(self, user):
        """Public ones for everybody, strangers included; others for those who write there."""
        if user.is_anonymous:
            return self.filter(is_public=True)
        return self if user.is_editor else self.filter(Q(is_public=True) | Exists(_seats(user)))

    def written_by(self, user):
        """Those whose desk somebody sees: site editors see all."""
        if user.is_anonymous:
            return self.none()
        return self if user.is_editor else self.filter(Exists(_seats(user)))


def _seats(user):
    return Writer.objects.filter(blog=OuterRef("pk"), user=user)


class Blog(models.Model):
    """The coverage of something while it happens."""

    class State(models.TextChoices):
        LIVE = "live", _("Live")
        ARCHIVED = "archived", _("Archived")

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("Title"), max_length=100)
    description = models.TextField(_("Description"), max_length=500, blank=True)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.LIVE)
    is_public = models.BooleanField(
        _("Public"), default=True, help_text=_("Everybody can read it, without signing in.")
    )
    takes_comments = models.BooleanField(
        _("Readers’ comments"),
        default=False,
        help_text=_("Who is signed in can send one. It appears once an editor has published it."),
    )
    coverage_start = models.DateTimeField(_("Coverage began"), default=timezone.now)
    coverage_end = models.DateTimeField(_("Coverage ended"), null=True, blank=True)
    touched_at = models.DateTimeField(default=timezone.now, editable=False, help_text=_("When feeds last changed"))
    last_number = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("That of the last entry, whether it is still there or not")
    )
    minute = models.BigIntegerField(default=0, editable=False, help_text=_("The last minute that pages were told of"))

    objects = BlogQuerySet.as_manager()

    class Meta:
        verbose_name = _("live blog")
        verbose_name_plural = _("live blogs")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("blog:blog", args=[self.slug])

    @property
    def is_over(self):
        """Nothing more will come, and pages are not live; the engine asks for it, too."""
        return self.state == self.State.ARCHIVED

    @cached_property
    def site_name(self):
        return Site.current().name

    def may_be_edited_by(self, user):
        return user.is_authenticated and (user.is_editor or self._role_of(user) == Writer.Role.EDITOR)

    def may_be_written_by(self, user):
        return user.is_authenticated and (user.is_editor or self._role_of(user) != "")

    def _role_of(self, user):
        return self.writers.filter(user=user).values_list("role", flat=True).first() or ""

    # What pages show of it beside its entries: asked for once, however many views there are

    @property
    def published(self):
        return self.entries.published()

    @cached_property
    def newest_numbers(self):
        return list(self.published.order_by("-number").values_list("number", flat=True)[:MANY])

    @cached_property
    def newest_entries(self):
        """A few pages of them, by number."""
        return {entry.number: entry for entry in self.published.for_display().order_by("-number")[:FEW]}

    @cached_property
    def highlights(self):
        """The pinned entry, then the key events, the newest first."""
        return list(self.published.marked().for_display().order_by("-is_pinned", "-number")[:HIGHLIGHTS])

    def note_highlights(self, entries):
        """The same, from among entries that have been read already."""
        marked = [entry for entry in entries if entry.is_pinned or entry.is_key]
        self.highlights = sorted(marked, key=lambda entry: (not entry.is_pinned, -entry.number))[:HIGHLIGHTS]

    @property
    def pinned(self):
        return next((entry for entry in self.highlights if entry.is_pinned), None)

    @property
    def key_events(self):
        """In the order of the entries."""
        events = [entry for entry in self.highlights if entry.is_key]
        return sorted(events, key=lambda entry: entry.number, reverse=not self.is_over)

    @cached_property
    def young_entries(self):
        """Those whose age is told, and those of which it is not told any more."""
        since = timezone.now() - timedelta(minutes=YOUNG + 5)
        return list(self.published.filter(published_at__gt=since).order_by("-number")[:FEW])

    def newer_than(self, number):
        """How many entries were published after that of this number."""
        return sum(newer > number for newer in self.newest_numbers)


class DeskQuerySet(LiveQuerySet):
    def visible_to(self, user):
        return self.filter(blog__in=Blog.objects.written_by(user))


class Desk(models.Model):
    """Where a blog is written: what is followed here, its readers do not see."""

    blog = models.OneToOneField(Blog, on_delete=models.CASCADE, related_name="desk")

    objects = DeskQuerySet.as_manager()

    def __str__(self):
        return str(self.blog)

    @cached_property
    def drafts(self):
        """What is not published yet, the most urgent first, then readers' comments, of which there may be many."""
        waiting = self.blog.entries.waiting().for_display()
        drafts = sorted(waiting.filter(is_comment=False), key=lambda entry: entry.urgency)
        return [*drafts, *waiting.filter(is_comment=True).order_by("created_at")[:FEW]]


class Writer(models.Model):
    """Somebody who writes in one blog. Site editors and administrators edit all of them."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("Editor: publishes")
        CONTRIBUTOR = "contributor", _("Contributor: drafts, and submits to the editors")

    blog = models.ForeignKey(Blog, on_delete=models.CASCADE, related_name="writers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("Role"), max_length=12, choices=Role, default=Role.CONTRIBUTOR)

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("writer")
        verbose_name_plural = _("writers")
        constraints = [models.UniqueConstraint(fields=["blog", "user"], name="one_seat_a_writer")]

    def __str__(self):
        return f"{self.user}, {self.blog}"
