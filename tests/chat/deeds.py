"""What the crowd does: every service of the chat."""

import time
from io import BytesIO

from live.accounts.models import User
from live.accounts.services import change_picture, update_profile
from live.chat import reactions, reading, services
from live.chat.direct import conversation_of
from live.chat.models import Membership, Room
from live.engine.models import Change
from live.engine.topics import name_of
from live.files import store
from live.files.fields import keys_in_use
from live.files.uploads import Upload


class Stage:
    def __init__(self, people):
        self.people = [User.objects.admit(User(username=f"person{number}")) for number in range(people)]
        self.twin = User.objects.admit(User(username="twin"))  # says the same again and again
        self.lobby = services.create_room(self.people[0], "Lobby")
        self.attic = services.create_room(self.people[0], "Attic")
        self.board = services.create_room(self.people[0], "Board", Room.Kind.CLOSED, self.people[:3])
        self.rooms = [self.lobby, self.attic, self.board]
        self.deeds = [
            self.post, self.post, self.post, self.post_twice, self.edit, self.delete, self.read, self.look, self.rename,
            self.convert, self.join, self.change_name, self.let_in, self.show_out, self.make_and_delete_room,
            self.attach, self.attach_twice, self.change_picture, self.name, self.answer, self.rename_the_named,
            self.react, self.mark_unread, self.involve, self.talk_directly,
        ]  # fmt: skip

    def post(self, random):
        services.post_message(random.choice(self.rooms), random.choice(self.people), "hi", str(random.random()))

    def post_twice(self, random):
        services.post_message(self.lobby, self.twin, "once", "the same nonce")

    def attach(self, random):
        services.post_files(random.choice(self.rooms), random.choice(self.people), "", [_file()])

    def attach_twice(self, random):
        services.post_files(self.lobby, self.twin, "once, with a file", [_file()], "the same nonce")

    def change_picture(self, random):
        person = User.objects.get(pk=random.choice(self.people).pk)
        change_picture(person, random.choice([None, {"64": BytesIO(b"picture")}]))

    def name(self, random):
        named = random.choice(self.people)
        services.post_message(random.choice(self.rooms), random.choice(self.people), f"ask @{named.username}")

    def answer(self, random):
        if message := self._last(random):
            services.post_message(message.room, random.choice(self.people), "indeed", reply_to=message)

    def rename_the_named(self, random):
        if message := self._last(random):
            services.edit_message(message, f"ask @{random.choice(self.people).username} instead")

    def react(self, random):
        if message := self._last(random):
            reactions.react(message, random.choice(self.people), random.choice("👍🎉"))

    def mark_unread(self, random):
        if message := self._last(random):
            reading.mark_unread(message, random.choice(self.people))

    def involve(self, random):
        membership = Membership.objects.get(room=self.lobby, user=random.choice(self.people))
        reading.involve(membership, random.choice(Membership.Involvement.values))

    def talk_directly(self, random):
        room = conversation_of(random.sample(self.people, 2))
        services.post_message(room, room.memberships.first().user, "between us")

    def edit(self, random):
        if message := self._last(random):
            services.edit_message(message, str(random.random()))

    def delete(self, random):
        if message := self._last(random):
            services.delete_message(message)

    def _last(self, random):
        messages = random.choice(self.rooms).messages.select_related("room")
        return messages.exclude(author=self.twin).order_by("-pk").first()

    def read(self, random):
        room = random.choice(self.rooms)
        membership = reading.membership_of(room, random.choice(self.people))
        reading.open_room(room, membership, list(room.messages.order_by("pk")))

    def look(self, random):
        reading.mark_seen(random.choice(self.rooms), [random.choice(self.people).pk])

    def rename(self, random):
        services.rename_room(random.choice(self.rooms), f"Room {random.random()}")

    def convert(self, random):
        services.convert_room(self.attic, random.choice([Room.Kind.OPEN, Room.Kind.CLOSED]))

    def join(self, random):
        User.objects.admit(User(username=f"guest{random.randrange(10**9)}"))

    def change_name(self, random):
        person = User.objects.get(pk=random.choice(self.people).pk)
        update_profile(person, display_name=str(random.random()))

    def let_in(self, random):
        services.add_member(self.board, random.choice(self.people))

    def show_out(self, random):
        services.remove_member(self.board, random.choice(self.people))

    def make_and_delete_room(self, random):
        room = services.create_room(random.choice(self.people), "Tent")
        services.post_files(room, self.people[0], "hi", [_file()])
        services.delete_room(room)

    def outcome(self):
        return {
            "in_order": all(numbers == sorted(numbers) for numbers in map(_added, self.rooms)),
            "once": self.twin.messages.count(),
            "stray_files": len(set(store.kept_before(time.time() + 1)) ^ keys_in_use()),
            "missing": sum(
                User.objects.count() - room.memberships.count() for room in Room.objects.filter(kind=Room.Kind.OPEN)
            ),
        }


def _file():
    return Upload("a.txt", 4, {store.WHOLE: BytesIO(b"text")})


def _added(room):
    """The numbers of a room's messages in the order in which their changes were committed."""
    changes = Change.objects.filter(topic__name=name_of(room), verb="added", subject__startswith="chat.message.")
    return [
        int(subject.rpartition(".")[2]) for subject in changes.order_by("position").values_list("subject", flat=True)
    ]
