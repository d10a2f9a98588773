"""Rooms, who is in them, and what was said there."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from live.chat.markdown import to_html
from live.engine.models import LiveQuerySet
from live.files.fields import FilesField

EXCERPT = 120  # characters of a message where another one quotes it
PAUSE = timedelta(minutes=5)  # after which the same person's next message has its header again


class RoomQuerySet(LiveQuerySet):
    def visible_to(self, user):
        """Open rooms for everybody who is signed in, all others for those who are in them."""
        return self.visible_to_person(user.pk) if user.is_authenticated else self.none()

    def visible_to_person(self, user_id):
        inside = Membership.objects.filter(room=OuterRef("pk"), user=user_id)
        return self.filter(Q(kind=Room.Kind.OPEN) | Exists(inside))


class Room(models.Model):
    class Kind(models.TextChoices):
        OPEN = "open", _("Open: everybody here, now and in future")
        CLOSED = "closed", _("Closed: the people you choose")
        DIRECT = "direct", _("Direct: a conversation of the people in it")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=60)
    kind = models.CharField(_("Who is in it"), max_length=8, choices=Kind, default=Kind.OPEN)
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    people_key = models.CharField(
        max_length=64, blank=True, editable=False, help_text=_("Of a direct conversation: who is in it")
    )

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["people_key"], condition=~Q(people_key=""), name="one_conversation_a_company"
            ),
            models.CheckConstraint(
                condition=Q(~Q(people_key=""), kind="direct") | Q(~Q(kind="direct"), people_key=""),
                name="direct_for_good",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("chat:room", args=[self.slug])

    @property
    def is_open(self):
        return self.kind == self.Kind.OPEN

    @property
    def is_closed(self):
        return self.kind == self.Kind.CLOSED

    @property
    def is_direct(self):
        return self.kind == self.Kind.DIRECT

    def newest_number(self):
        """The number of the last message, 0 in an empty room."""
        return self.messages.order_by("-pk").values_list("pk", flat=True).first() or 0

    def may_be_managed_by(self, user):
        return not self.is_direct and (user.is_administrator or self.creator_id == user.pk)


class MembershipQuerySet(LiveQuerySet):
    def unread(self):
        """With how many messages are `unread`, as much as the person wants to know of the room."""
        others = Message.objects.filter(room=OuterRef("room"), pk__gt=OuterRef("read_to")).exclude(
            author=OuterRef("user")
        )
        of_me = others.filter(mentions__contains=Concat(Value(" "), OuterRef("user__username"), Value(" ")))
        levels = Membership.Involvement
        return self.annotate(
            unread=Case(
                When(involvement=levels.EVERYTHING, then=_number_of(others)),
                When(involvement=levels.MENTIONS, then=_number_of(of_me)),
                default=0,
            )
        )


def _number_of(messages):
    return Coalesce(Subquery(messages.order_by().values("room").values(number=Count("pk"))), 0)


class Membership(models.Model):
    """A person in a room, how far they have read there, and what they want to hear of it."""

    class Involvement(models.TextChoices):
        EVERYTHING = "everything", _("Everything: all that is said counts as unread")
        MENTIONS = "mentions", _("Mentions: only what names you")
        NOTHING = "nothing", _("Nothing: the room stays in the list, and quiet")
        INVISIBLE = "invisible", _("Invisible: quiet, and only in the list of all rooms")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    read_to = models.BigIntegerField(default=0, help_text=_("The newest message seen, by its number"))
    is_marked_unread = models.BooleanField(default=False, help_text=_("By hand: looking does not read it"))
    involvement = models.CharField(_("You hear of"), max_length=10, choices=Involvement, default=Involvement.EVERYTHING)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="one_membership_a_person")]

    def __str__(self):
        return f"{self.user} in {self.room}"

    @property
    def is_quiet(self):
        return self.involvement in (self.Involvement.NOTHING, self.Involvement.INVISIBLE)


class MessageQuerySet(LiveQuerySet):
    def visible_to(self, user):
        return self.filter(room__in=Room.objects.visible_to(user))

    def for_display(self):
        """With the author, what it answers, and what the header and the day line depend on: the message before."""
        before = Message.objects.filter(room=OuterRef("room"), pk__lt=OuterRef("pk")).order_by("-pk")
        return self.select_related("author", "room", "reply_to__author").annotate(
            previous_author_id=Subquery(before.values("author")[:1]),
            previous_at=Subquery(before.values("created_at")[:1]),
        )


class Message(models.Model):
    """What somebody said: Markdown, as it was typed. Within a room the numbers rise in the order of the commits."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="messages", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    body = models.TextField(_("Message"), blank=True)
    files = FilesField()
    mentions = models.TextField(
        blank=True, editable=False, help_text=_("The people it names who may read it: their usernames between spaces")
    )
    reply_to = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="replies"
    )
    reactions = models.JSONField(
        default=dict, blank=True, editable=False, help_text=_("By emoji: the usernames of those who gave it")
    )
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

    @cached_property
    def quoted(self):
        """The message that it answers, if that is still there; always one of the same room."""
        if self.reply_to:
            self.reply_to.room = self.room
        return self.reply_to

    @property
    def excerpt(self):
        """What it says, short enough for one line beside something else."""
        return Truncator(" ".join(self.gist.split())).chars(EXCERPT)

    @property
    def gist(self):
        """What it says; of files alone, their names."""
        return self.body or ", ".join(file.name for file in self.files)

    @cached_property
    def html(self):
        return to_html(self.body, tuple(self.mentions.split()))

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
