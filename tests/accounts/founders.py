"""Run by test_first_run.py: five people set up the same empty site at the same moment."""

from django.conf import settings

from tests.support.crowds import at_once, begin, tell


def set_up(number):
    from django.test import Client

    form = {
        "site_name": f"Site {number}",
        "room_name": f"Room {number}",
        "username": f"founder{number}",
        "password": "correct horse battery",
        "time_zone": "Europe/Berlin",
    }
    return Client(SERVER_NAME="localhost").post("/first-run/", form).headers.get("Location")


def main():
    begin()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow one would pull them apart
    locations, problems = at_once(set_up, range(5))
    tell({"locations": locations, "problems": problems, **what_there_is()})


def what_there_is():
    from live.accounts.models import Site, User
    from live.chat.models import Room

    return {
        "people": list(User.objects.values_list("username", "role")),
        "sites": list(Site.objects.values_list("name", flat=True)),
        "rooms": list(Room.objects.values_list("name", flat=True)),
    }


if __name__ == "__main__":
    main()
