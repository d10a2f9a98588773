"""A process whose clock is CLOCK_AHEAD seconds ahead, and jumps by an hour: SIGUSR1 on, SIGUSR2 back."""

import os
import signal
import time

import time_machine

from tests.support.usual import *  # noqa: F403

HOUR = 3_600

_clock = time_machine.travel(time.time() + float(os.environ.get("CLOCK_AHEAD", "0")), tick=True).start()
signal.signal(signal.SIGUSR1, lambda *_: _clock.shift(HOUR))
signal.signal(signal.SIGUSR2, lambda *_: _clock.shift(-HOUR))
