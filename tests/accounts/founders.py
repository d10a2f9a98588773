"""Run by test_first_run.py: five people set up the same empty site at the same moment."""

import json
import sys
from threading import Barrier, Thread

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def set_up(number, start, locations):
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    form = {
        "site_name": f"Site {number}",
        "room_name": f"Room {number}",
        "username": f"founder{number}",
        "password": "correct horse battery",
        "time_zone": "Europe/Berlin",
    }
    start.wait()
    locations.append(client.post("/first-run/", form).headers.get("Location"))
    connection.close()


def main():
    django.setup()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow one would pull them apart
    call_command("migrate", verbosity=0)
    start, locations = Barrier(5), []
    founders = [Thread(target=set_up, args=(number, start, locations)) for number in range(5)]
    for founder in founders:
        founder.start()
    for founder in founders:
        founder.join()
    json.dump({"locations": locations, **what_there_is()}, sys.stdout)


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
