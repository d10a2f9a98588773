"""The people of the demo data: the same each time."""

from django.contrib.auth.hashers import make_password

from live.accounts.models import Site, User

PASSWORD = "demo-password"
PEOPLE = [
    ("admin", "Admin", User.Role.ADMINISTRATOR, "Europe/Berlin"),
    ("ada", "Ada Lovelace", User.Role.EDITOR, "Europe/London"),
    ("grace", "Grace Hopper", User.Role.MEMBER, "Europe/Berlin"),
    ("linus", "Linus Torvalds", User.Role.MEMBER, "America/New_York"),
    ("mallory", "Mallory", User.Role.MEMBER, "Asia/Tokyo"),
]


def make(people):
    """Put them into `people`, by username. Their password is hashed once: doing it for each would take seconds."""
    Site.current().save()
    password = make_password(PASSWORD)
    for username, name, role, zone in PEOPLE:
        people[username] = User.objects.admit(
            User(username=username, display_name=name, role=role, time_zone=zone, password=password)
        )
