"""What was said, and what somebody is about to say."""

from datetime import timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connections, models
from django.db.models import BigIntegerField, F, Func, OuterRef, Q, Subquery
from django.db.models.lookups import GreaterThan, LessThan
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from live.chat.models.rooms import Room
from live.engine.models import LiveQuerySet
from live.files.fields import FilesField
from live.text.markdown import to_html, to_text

EXCERPT = 120  # characters of a message where another one quotes it
PAUSE = timedelta(minutes=5)  # after which the same person's next message has its header again


class MessageQuerySet(LiveQuerySet):
    def visible_to(self, user):
        """What was said in the rooms that somebody sees."""
        return self.filter(room__in=Room.objects.visible_to(user))

    def for_display(self):
        """With the author, what it answers, what the header and the day line depend on (the message before), and whose
        reactions are not shown.
        """
        before = Message.objects.earlier(OuterRef("room"), OuterRef("pk"))
        return self.select_related("author", "room", "reply_to__author").annotate(
            previous_author_id=Subquery(before.values("author")[:1]),
            previous_at=Subquery(before.values("created_at")[:1]),
            banned=Names(get_user_model().objects.banned().order_by().values("username")),
        )

    # Of a room that only the query around this one names (an OuterRef), the nearest first.
    # Asked for `room_id = … AND id < …` PostgreSQL, which cannot know how much is said there, goes through the numbers
    # of all that is said on the site; a comparison of both at once leaves it the index of both. SQLite needs no help.

    def earlier(self, room, number):
        return self._of(room, number, LessThan, "room__gte").order_by("-room_id", "-pk")

    def later(self, room, number):
        return self._of(room, number, GreaterThan, "room__lte").order_by("room_id", "pk")

    def _of(self, room, number, compares, bound):
        if connections[self.db].vendor == "postgresql":
            return self.filter(compares(_row("room_id", "pk"), _row(room, number)), **{bound: room})
        return self.filter(compares(F("pk"), number), room=room)


class Names(Subquery):
    """The usernames that a subquery finds, between spaces; looked up once a query, not once a row."""

    template = "(SELECT STRING_AGG(username, ' ') FROM (%(subquery)s) AS named)"
    output_field = models.TextField()

    def as_sqlite(self, compiler, connection, **options):
        return self.as_sql(compiler, connection, self.template.replace("STRING_AGG", "GROUP_CONCAT"), **options)


def _row(room, number):
    return Func(room, number, function="", output_field=BigIntegerField())


class MessageManager(models.Manager.from_queryset(MessageQuerySet)):
    """Without what people said who are banned: for everybody, and as long as they are."""

    def get_queryset(self):
        return _heard().all()


@cache
def _heard():
    """Made once: to exclude something takes longer than most of what is asked for afterwards."""
    return MessageQuerySet(Message).exclude(author__in=get_user_model().objects.banned())


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
    banned = ""  # people, by their usernames between spaces (`for_display`)

    objects = MessageManager()
    everything = MessageQuerySet.as_manager()

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
        """The message that it answers, if that is still shown; always one of the same room."""
        if self.reply_to is None or self.reply_to.author.banned_at:
            return None
        self.reply_to.room = self.room
        return self.reply_to

    @property
    def excerpt(self):
        """What it says, short enough for one line beside something else."""
        return Truncator(to_text(self.body) or " ".join(self.gist.split())).chars(EXCERPT)

    @property
    def gist(self):
        """What it says; of files alone, their names."""
        return self.body or ", ".join(file.name for file in self.files)

    @cached_property
    def html(self):
        return to_html(self.body, tuple(self.mentions.split()))

    @cached_property
    def given(self):
        """Its reactions, without those of people who are banned (needs `for_display`)."""
        banned = set((self.banned or "").split())
        given = {emoji: [name for name in names if name not in banned] for emoji, names in self.reactions.items()}
        return {emoji: names for emoji, names in given.items() if names}

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


class Draft(models.Model):
    """What somebody has begun to write in a room and not sent: theirs alone, so nobody is told of it."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    body = models.TextField()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="one_draft_a_room")]

    def __str__(self):
        return f"{self.user} in {self.room}"
