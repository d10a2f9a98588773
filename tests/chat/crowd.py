"""Run by test_at_once.py: several people do everything there is to do, in the same rooms, at the same time."""

import json
import sys
from random import Random
from threading import Thread

import django
from django.core.management import call_command
from django.db import connection

PEOPLE = 6
THINGS_EACH = 60


def main():
    django.setup()
    call_command("migrate", verbosity=0)
    from tests.chat.deeds import Stage

    stage, problems = Stage(PEOPLE), []
    threads = [Thread(target=act, args=(stage, Random(number), problems)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    json.dump({"problems": problems} | stage.outcome(), sys.stdout)


def act(stage, random, problems):
    for _ in range(THINGS_EACH):
        deed = random.choice(stage.deeds)
        try:
            deed(random)
        except Exception as error:
            problems.append(f"{deed.__name__}: {error!r}")
    connection.close()


if __name__ == "__main__":
    main()
