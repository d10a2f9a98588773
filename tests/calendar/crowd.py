"""Run by test_seats_at_once.py: fifty people answer "Yes" at the same moment, for ten seats; then three withdraw."""

from datetime import UTC, datetime, timedelta

from tests.support.crowds import at_once, begin, tell

PEOPLE, SEATS, WITHDRAWALS = 50, 10, 3


def main():
    begin()
    from live.accounts.models import User
    from live.calendar import attending, services, sharing
    from live.calendar.models import Right
    from live.notifications.models import Notification

    people = [User.objects.admit(User(username=f"person-{number:02}")) for number in range(PEOPLE)]
    host = User.objects.admit(User(username="host"))
    team, starts = sharing.create_calendar(host, "Team", 1, Right.WRITE), datetime(2026, 11, 20, 18, tzinfo=UTC)
    times = {"starts": starts, "ends": starts + timedelta(hours=1)}
    event = services.create_event(host, team, title="Workshop", capacity=SEATS, **times)
    _, problems = at_once(lambda person: attending.answer(event, person, "yes"), people)
    line = [[each.user.username, each.answer] for each in event.attendances.select_related("user").order_by("position")]
    first = [name for name, _answer in line[:WITHDRAWALS]]
    leaving = [person for person in people if person.username in first]
    _, more_problems = at_once(lambda person: attending.answer(event, person, "no"), leaving)
    answers = dict(event.attendances.values_list("user__username", "answer"))
    told = Notification.objects.quietly().filter(kind="promotion").values_list("person__username", flat=True)
    tell({"problems": problems + more_problems, "line": line, "then": answers, "told": sorted(told)})


if __name__ == "__main__":
    main()
