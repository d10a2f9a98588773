"""Run by test_uploads.py in a process that may have little memory: bombs are refused, and take next to none."""

import resource
import sys
from io import BytesIO

import django
from django.core.exceptions import ValidationError

ADDRESSES, TOUCHED = 700_000_000, 400_000  # bytes, kilobytes


def main():
    django.setup()
    from live.files import pictures
    from tests.files.contents import bomb_gif, bomb_png, bomb_webp

    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    for bomb in (bomb_png(30_000, 30_000), bomb_gif(5_000), bomb_gif(5_000, (3, 3)), bomb_webp()):
        try:
            pictures.read(BytesIO(bomb))
        except ValidationError:
            continue
        sys.exit("A bomb was taken.")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.exit(0 if most < TOUCHED else f"It took {most} kB.")


if __name__ == "__main__":
    main()
