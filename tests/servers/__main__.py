"""See that what the tests need is here, or install it: `python -m tests.servers [chromium|postgres|redis]…`."""

import sys

from . import Missing, chromium, postgres, redis

SERVERS = {"chromium": chromium, "postgres": postgres, "redis": redis}


def main(names):
    for name in names or SERVERS:
        try:
            print(SERVERS[name].provide(), flush=True)
        except Missing as error:
            sys.exit(error)


if __name__ == "__main__":
    main(sys.argv[1:])
