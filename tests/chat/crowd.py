"""Run by test_at_once.py: several people do everything there is to do, in the same rooms, at the same time."""

from random import Random

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.crowds import at_once, begin, tell

PEOPLE = 6
THINGS_EACH = 60
BUSY = 20_000  # messages


def main():
    begin()
    from tests.chat.deeds import Stage

    stage, problems = Stage(PEOPLE), []
    met = meet(stage)
    at_once(lambda number: act(stage, Random(number), problems), range(PEOPLE))
    outcome = {"problems": problems, "met": met} | stage.outcome()
    tell(outcome | {"through_all": looks_through_all_that_is_said(stage)})


def meet(stage):
    """Everybody opens the conversation of the same two at the same moment; how many conversations that gives."""
    from live.chat.direct import conversation_of

    two = stage.people[:2]
    found, problems = at_once(lambda number: conversation_of(two if number % 2 else two[::-1]).pk, range(PEOPLE))
    return problems or len(set(found))


def looks_through_all_that_is_said(stage):
    """How often a room's page would go by the numbers of all messages, where another room has nearly all of them."""
    from live.chat import history
    from live.chat.models import Message
    from live.chat.unread import rooms_for

    said = (Message(room=stage.lobby, author=stage.twin, body="hi") for _ in range(BUSY))
    Message.objects.quietly().bulk_create(said)
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as asked:
        cursor.execute("ANALYZE")
        rooms_for(stage.people[0]), history.newest(stage.attic)
    return sum(explained(query["sql"]).count("chat_message_pkey on chat_message v0") for query in asked)


def explained(query):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {query}" if query.startswith("SELECT") else "SELECT 1")
        return str(cursor.fetchall())


def act(stage, random, problems):
    for _ in range(THINGS_EACH):
        deed = random.choice(stage.deeds)
        try:
            deed(random)
        except Exception as error:
            problems.append(f"{deed.__name__}: {error!r}")


if __name__ == "__main__":
    main()
