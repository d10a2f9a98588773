"""Rooms, who is in them, and what was said there."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from live.chat.markdown import to_html
from live.engine.models import LiveQuerySet
from live.files.fields import FilesField

PAUSE = timedelta(minutes=5)  # after which the same person's next message has its header again


class RoomQuerySet(LiveQuerySet):
    def visible_to(self, user):
        """Open rooms for everybody who is signed in, closed ones for those who are in them."""
        return self.visible_to_person(user.pk) if user.is_authenticated else self.none()

    def visible_to_person(self, user_id):
        inside = Membership.objects.filter(room=OuterRef("pk"), user=user_id)
        return self.filter(Q(kind=Room.Kind.OPEN) | Exists(inside))


class Room(models.Model):
    class Kind(models.TextChoices):
        OPEN = "open", _("Open: everybody here, now and in future")
        CLOSED = "closed", _("Closed: the people you choose")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=60)
    kind = models.CharField(_("Who is in it"), max_length=8, choices=Kind, default=Kind.OPEN)
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = RoomQuerySet.as_manager()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("chat:room", args=[self.slug])

    @property
    def is_closed(self):
        return self.kind == self.Kind.CLOSED

    def newest_number(self):
        """The number of the last message, 0 in an empty room."""
        return self.messages.order_by("-pk").values_list("pk", flat=True).first() or 0

    def may_be_managed_by(self, user):
        return user.is_administrator or self.creator_id == user.pk


class Membership(models.Model):
    """A person in a room, and how far they have read there."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    read_to = models.BigIntegerField(default=0, help_text=_("The newest message seen, by its number"))

    objects = LiveQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="one_membership_a_person")]

    def __str__(self):
        return f"{self.user} in {self.room}"


class MessageQuerySet(LiveQuerySet):
    def unread_by(self, user):
        """What others have said since the person last looked, in the rooms that the person is in."""
        mark = Membership.objects.filter(room=OuterRef("room"), user=user).values("read_to")
        return self.filter(pk__gt=Subquery(mark)).exclude(author=user)

    def for_display(self):
        """With the author, and with what the header and the day line depend on: the message before."""
        before = Message.objects.filter(room=OuterRef("room"), pk__lt=OuterRef("pk")).order_by("-pk")
        return self.select_related("author", "room").annotate(
            previous_author_id=Subquery(before.values("author")[:1]),
            previous_at=Subquery(before.values("created_at")[:1]),
        )


class Message(models.Model):
    """What somebody said: Markdown, as it was typed. Within a room the numbers rise in the order of the commits."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="messages", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    body = models.TextField(_("Message"), blank=True)
    files = FilesField()
    sending = models.CharField(
        max_length=64, blank=True, editable=False, help_text=_("Tells a repetition from a new message")
    )
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["room", "id"], name="message_in_room")]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "sending"], condition=~Q(sending=""), name="one_message_a_sending"
            )
        ]

    def __str__(self):
        return f"{self.author} in {self.room}: {self.gist[:40]}"

    def get_absolute_url(self):
        """Its page; the fragment scrolls to it."""
        return f"{self.path}#message-{self.pk}"

    @cached_property
    def path(self):
        """What the addresses of all that can be done with it begin with."""
        return reverse("chat:message", args=[self.room.slug, self.pk])

    def may_be_changed_by(self, user):
        return user.is_administrator or self.author_id == user.pk

    @property
    def gist(self):
        """What it says; of files alone, their names."""
        return self.body or ", ".join(file.name for file in self.files)

    @cached_property
    def html(self):
        return to_html(self.body)

    @property
    def opens_day(self):
        """Whether the message before is of another day, where the viewer is (needs `for_display`)."""
        return self.previous_at is None or _day(self.previous_at) != _day(self.created_at)

    @property
    def follows(self):
        """Whether it goes on from the message before without a header of its own (needs `for_display`)."""
        same_author = self.previous_author_id == self.author_id
        return same_author and not self.opens_day and abs(self.created_at - self.previous_at) < PAUSE


def _day(moment):
    return timezone.localdate(moment)
