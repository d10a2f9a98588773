"""Run by test_at_once.py: several people do everything there is to do, in the same rooms, at the same time."""

import json
import sys
from random import Random
from threading import Barrier, Thread

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
    met = meet(stage)
    threads = [Thread(target=act, args=(stage, Random(number), problems)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    json.dump({"problems": problems, "met": met} | stage.outcome(), sys.stdout)


def meet(stage):
    """Everybody opens the conversation of the same two at the same moment; how many conversations that gives."""
    from live.chat.direct import conversation_of

    start, found = Barrier(PEOPLE), []
    two = stage.people[:2]

    def open_it(number):
        start.wait()
        found.append(conversation_of(two if number % 2 else two[::-1]).pk)
        connection.close()

    threads = [Thread(target=open_it, args=[number]) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(set(found)) if len(found) == PEOPLE else found


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
