"""Run by test_seats_at_once.py: fifty people answer "Yes" at the same moment, for ten seats; then three withdraw."""

import json
import sys
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import django
from django.core.management import call_command
from django.db import connection

PEOPLE, SEATS, WITHDRAWALS = 50, 10, 3


def main():
    django.setup()
    call_command("migrate", verbosity=0)
    from live.accounts.models import User
    from live.calendar import attending, services, sharing
    from live.calendar.models import Right
    from live.notifications.models import Notification

    people = [User.objects.admit(User(username=f"person-{number:02}")) for number in range(PEOPLE)]
    host = User.objects.admit(User(username="host"))
    team, starts = sharing.create_calendar(host, "Team", 1, Right.WRITE), datetime(2026, 11, 20, 18, tzinfo=UTC)
    times = {"starts": starts, "ends": starts + timedelta(hours=1)}
    event = services.create_event(host, team, title="Workshop", capacity=SEATS, **times)
    problems = at_once(people, lambda person: attending.answer(event, person, "yes"))
    line = [[each.user.username, each.answer] for each in event.attendances.select_related("user").order_by("position")]
    first = [name for name, _answer in line[:WITHDRAWALS]]
    problems += at_once(
        [person for person in people if person.username in first], lambda person: attending.answer(event, person, "no")
    )
    answers = dict(event.attendances.values_list("user__username", "answer"))
    told = Notification.objects.quietly().filter(kind="promotion").values_list("person__username", flat=True)
    json.dump({"problems": problems, "line": line, "then": answers, "told": sorted(told)}, sys.stdout)


def at_once(people, deed):
    problems, ready = [], Barrier(len(people))

    def act(person):
        try:
            ready.wait()
            deed(person)
        except Exception as error:
            problems.append(repr(error))
        connection.close()

    threads = [Thread(target=act, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


if __name__ == "__main__":
    main()
