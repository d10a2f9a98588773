"""What happens at a site's console in several fault tests."""

from tests.support.site import RunningSite

SAY = """
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room
room, grace = Room.objects.get(slug="lobby"), User.objects.get(username="grace")
for number in range({count}):
    services.post_message(room, grace, f"{text} {{number}}")
"""
NEW_ROOMS = """
from live.accounts.models import User
from live.chat import services
ada = User.objects.get(username="ada")
print(*[services.create_room(ada, f"Room {{number}}").slug for number in range({count})])
"""


def say(site: RunningSite, text: str, count: int = 1) -> None:
    """Somebody writes from another process, which announces nothing: as a server killed just after its commit."""
    site.python(SAY.format(text=text, count=count))


def new_rooms(site: RunningSite, count: int) -> list[str]:
    """So many open rooms; their slugs."""
    return site.python(NEW_ROOMS.format(count=count)).split()
