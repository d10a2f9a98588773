"""What the crowd does: every service of the chat."""

from live.accounts.models import User
from live.accounts.services import update_profile
from live.chat import services
from live.chat.models import Room
from live.engine.models import Change
from live.engine.topics import name_of


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
        ]  # fmt: skip

    def post(self, random):
        services.post_message(random.choice(self.rooms), random.choice(self.people), "hi", str(random.random()))

    def post_twice(self, random):
        services.post_message(self.lobby, self.twin, "once", "the same nonce")

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
        services.mark_read(random.choice(self.rooms), random.choice(self.people))

    def look(self, random):
        services.mark_seen(random.choice(self.rooms), [random.choice(self.people).pk])

    def rename(self, random):
        services.rename_room(random.choice(self.rooms), f"Room {random.random()}")

    def convert(self, random):
        services.convert_room(self.attic, random.choice(Room.Kind.values))

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
        services.post_message(room, self.people[0], "hi")
        services.delete_room(room)

    def outcome(self):
        return {
            "in_order": all(numbers == sorted(numbers) for numbers in map(_added, self.rooms)),
            "once": self.twin.messages.count(),
            "missing": sum(
                User.objects.count() - room.memberships.count() for room in Room.objects.filter(kind=Room.Kind.OPEN)
            ),
        }


def _added(room):
    """The numbers of a room's messages in the order in which their changes were committed."""
    changes = Change.objects.filter(topic__name=name_of(room), verb="added", subject__startswith="chat.message.")
    return [
        int(subject.rpartition(".")[2]) for subject in changes.order_by("position").values_list("subject", flat=True)
    ]
