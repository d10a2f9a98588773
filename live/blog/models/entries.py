"""What is told in a live blog, update by update."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from live.blog import headlines
from live.blog.models.blogs import YOUNG, Blog
from live.engine.models import LiveQuerySet
from live.files.fields import FilesField
from live.text.markdown import to_html

MARKED = Q(is_key=True) | Q(is_pinned=True)


class EntryQuerySet(LiveQuerySet):
    def visible_to(self, user):
        """What the person may read; for those who write in its blog, drafts as well."""
        own = Blog.objects.written_by(user)
        return self.filter(Q(pk__in=self.readable_by(user).values("pk")) | Q(blog__in=own))

    def readable_by(self, user):
        """What is published in blogs that the person may read."""
        return self.published().filter(blog__in=Blog.objects.visible_to(user))

    def published(self):
        return self.filter(state=Entry.State.PUBLISHED)

    def waiting(self):
        return self.exclude(state=Entry.State.PUBLISHED)

    def marked(self):
        return self.filter(MARKED)

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
    is_comment = models.BooleanField(_("Reader’s comment"), default=False, editable=False)
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
            models.Index(fields=["blog", "number"], condition=MARKED, name="marked_entries"),
            models.Index(fields=["published_at"], name="entries_by_age"),
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

    @property
    def urgency(self):
        """Its place at the desk: what waits for an editor first, then what is for later, then the rest."""
        order = [self.State.SUBMITTED, self.State.SCHEDULED, self.State.DRAFT]
        return order.index(self.state), self.publish_at or self.created_at

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
