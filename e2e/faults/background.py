"""What goes on while a scenario watches: in a thread of its own, until the scenario has seen enough."""

import threading
from collections.abc import Callable
from contextlib import contextmanager


@contextmanager
def again_and_again(work: Callable[[int], None], pause: Callable[[], float]):
    """`work(0)`, `work(1)` … with pauses of so many seconds between them. What it raises, the scenario raises."""
    enough, failed = threading.Event(), []

    def go_on():
        number = 0
        try:
            while not enough.wait(pause()):
                work(number)
                number += 1
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join(30)
    if failed:
        raise failed[0]
