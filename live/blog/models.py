"""Live blogs, who writes them, and their entries."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from live.accounts.models import Site
from live.blog import headlines
from live.engine.models import LiveQuerySet
from live.files.fields import FilesField
from live.text.markdown import to_html

YOUNG = 60  # minutes in which an entry's age is told
MANY = 200  # updates that are held back: how many more there are is not counted
FEW = 60  # entries
HIGHLIGHTS = 100  # key events in a summary


class BlogQuerySet(LiveQuerySet):
    def visible_to(self, user):
        """Public ones for everybody, strangers included; others for those who write there."""
        if user.is_anonymous:
            return self.filter(is_public=True)
        return self if user.is_editor else self.filter(Q(is_public=True) | Exists(_seats(user)))

    def with_newest(self):
        """With the number of the newest entry."""
        published = Entry.objects.filter(blog=OuterRef("pk"), state=Entry.State.PUBLISHED).order_by("-number")
        return self.annotate(newest=Subquery(published.values("number")[:1]))

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
    coverage_start = models.DateTimeField(_("Coverage began"), default=timezone.now)
    coverage_end = models.DateTimeField(_("Coverage ended"), null=True, blank=True)
    touched_at = models.DateTimeField(default=timezone.now, editable=False, help_text=_("When feeds last changed"))
    last_number = models.PositiveIntegerField(default=0, editable=False)
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
        return self.entries.filter(state=Entry.State.PUBLISHED)

    @cached_property
    def newest_numbers(self):
        return list(self.published.order_by("-number").values_list("number", flat=True)[:MANY])

    @cached_property
    def newest_entries(self):
        """A few pages of them, by number."""
        return {entry.number: entry for entry in self.published.for_display().order_by("-number")[:FEW]}

    @cached_property
    def highlights(self):
        """The pinned entry and the key events, the newest first."""
        marked = self.published.filter(Q(is_key=True) | Q(is_pinned=True)).for_display()
        return list(marked.order_by("-number")[:HIGHLIGHTS])

    @property
    def pinned(self):
        return next((entry for entry in self.highlights if entry.is_pinned), None)

    @property
    def key_events(self):
        return [entry for entry in self.highlights if entry.is_key]

    @cached_property
    def young_entries(self):
        """Those whose age is told, and those of which it is not told any more."""
        since = timezone.now() - timedelta(minutes=YOUNG + 5)
        return list(self.published.filter(published_at__gt=since).order_by("-number")[:40])

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
        """What is not published yet: what waits for an editor first, then what is for later, then the rest."""
        waiting = self.blog.entries.exclude(state=Entry.State.PUBLISHED).for_display()
        return sorted(waiting, key=lambda entry: (ORDER.index(entry.state), entry.publish_at or entry.created_at))


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


class EntryQuerySet(LiveQuerySet):
    def visible_to(self, user):
        """What the person may read; for those who write in its blog, drafts as well."""
        own = Blog.objects.written_by(user)
        return self.filter(Q(pk__in=self.readable_by(user).values("pk")) | Q(blog__in=own))

    def readable_by(self, user):
        """What is published in blogs that the person may read."""
        return self.filter(state=Entry.State.PUBLISHED, blog__in=Blog.objects.visible_to(user))

    def with_newest(self):
        """With the number of the newest entry of its blog."""
        others = Entry.objects.quietly().filter(blog=OuterRef("blog"), state=Entry.State.PUBLISHED).order_by("-number")
        return self.annotate(newest=Subquery(others.values("number")[:1]))

    def for_display(self):
        people = Entry.authors.field.related_model.objects.order_by("username")
        return self.select_related("blog").prefetch_related(Prefetch("authors", people, to_attr="people"))


class Entry(models.Model):
    """One update: Markdown, whose first line is its headline.

    `number` is given when it is published: within a blog it rises in the order of the commits.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")

    blog = models.ForeignKey(Blog, on_delete=models.CASCADE, related_name="entries", db_index=False)
    number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    uid = models.UUIDField(default=uuid4, editable=False, help_text=_("Names it in feeds, for good"))
    body = models.TextField(_("Text"))
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("Authors"))
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("Who saved it last"),
    )
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    publish_at = models.DateTimeField(_("Publish at"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    is_key = models.BooleanField(_("Key event"), default=False)
    is_pinned = models.BooleanField(_("Pinned"), default=False)
    files = FilesField()
    alts = models.JSONField(default=dict, blank=True, editable=False, help_text=_("What pictures show, by key"))
    sending = models.CharField(max_length=64, blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["blog", "number"], name="one_entry_a_number"),
            models.UniqueConstraint(fields=["blog"], condition=Q(is_pinned=True), name="one_pinned_entry_a_blog"),
            models.UniqueConstraint(
                fields=["creator", "sending"], condition=~Q(sending=""), name="one_entry_a_sending"
            ),
        ]
        indexes = [
            models.Index(fields=["publish_at"], condition=Q(state="scheduled"), name="scheduled_entries"),
            models.Index(
                fields=["blog", "number"], condition=Q(is_key=True) | Q(is_pinned=True), name="marked_entries"
            ),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        """The page with it; the fragment scrolls to it."""
        return f"{self.path}#entry-{self.pk}"

    @cached_property
    def path(self):
        """What the addresses of all that can be done with it begin with."""
        return reverse("blog:entry", args=[self.blog.slug, self.pk])

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    def may_be_changed_by(self, user):
        """Editors change all; contributors what they wrote, until it is published."""
        own = self.creator_id == user.pk and not self.is_published
        return self.blog.may_be_edited_by(user) or (own and self.blog.may_be_written_by(user))

    # How it reads

    @cached_property
    def headline(self):
        """In plain words, on one line."""
        return headlines.headline(self.body)

    @cached_property
    def has_headline(self):
        return headlines.stands_alone(self.body)

    @cached_property
    def html(self):
        """What stands below the headline, or all of it."""
        return to_html(headlines.rest(self.body) if self.has_headline else self.body)

    @property
    def whole_html(self):
        return to_html(self.body)

    @property
    def text(self):
        """All of it in plain words."""
        return headlines.plain(self.body)

    @property
    def pictures(self):
        return [(file, self.alts.get(file.key, "")) for file in self.files]

    @property
    def moved_at(self):
        """When feeds say that it was last changed."""
        return self.edited_at or self.published_at

    @property
    def age(self):
        """Minutes since it was published, as clocks count them; None once nobody cares."""
        minutes = int(timezone.now().timestamp() // 60 - self.published_at.timestamp() // 60)
        return minutes if minutes < YOUNG and not self.blog.is_over else None


ORDER = [Entry.State.SUBMITTED, Entry.State.SCHEDULED, Entry.State.DRAFT]
