"""Run by test_at_once.py: several people do everything there is to do, in the same rooms, at the same time."""

from random import Random

from tests.support.crowds import at_once, begin, tell

PEOPLE = 6
THINGS_EACH = 60


def main():
    begin()
    from tests.chat.deeds import Stage

    stage, problems = Stage(PEOPLE), []
    met = meet(stage)
    at_once(lambda number: act(stage, Random(number), problems), range(PEOPLE))
    tell({"problems": problems, "met": met} | stage.outcome())


def meet(stage):
    """Everybody opens the conversation of the same two at the same moment; how many conversations that gives."""
    from live.chat.direct import conversation_of

    two = stage.people[:2]
    found, problems = at_once(lambda number: conversation_of(two if number % 2 else two[::-1]).pk, range(PEOPLE))
    return problems or len(set(found))


def act(stage, random, problems):
    for _ in range(THINGS_EACH):
        deed = random.choice(stage.deeds)
        try:
            deed(random)
        except Exception as error:
            problems.append(f"{deed.__name__}: {error!r}")


if __name__ == "__main__":
    main()
