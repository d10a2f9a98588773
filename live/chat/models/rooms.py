"""Rooms, and who is in them."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from live.engine.models import LiveQuerySet


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

    @property
    def unread_in_short(self):
        """As a badge says it (needs `unread`, which rooms in a list have)."""
        return "999+" if self.unread > 999 else self.unread

    def newest_number(self):
        """The number of the last message, 0 in an empty room."""
        return self.messages.order_by("-pk").values_list("pk", flat=True).first() or 0

    def may_be_managed_by(self, user):
        return not self.is_direct and (user.is_administrator or self.creator_id == user.pk)


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

    objects = LiveQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="one_membership_a_person")]

    def __str__(self):
        return f"{self.user} in {self.room}"

    @property
    def is_quiet(self):
        return self.involvement in (self.Involvement.NOTHING, self.Involvement.INVISIBLE)
