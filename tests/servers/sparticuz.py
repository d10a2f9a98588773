"""The Chromium inside an npm package, for machines where nothing may be installed: with its libraries and a font."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

PACKAGE = "@sparticuz/chromium@147.0.0"
HOME = Path(sys.prefix) / "townhall-chromium"
UNPACKED = HOME / "unpacked"


def install() -> str:
    """Install it under the virtual environment. Raises OSError, CalledProcessError."""
    UNPACKED.mkdir(parents=True, exist_ok=True)
    npm = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--cache", HOME / "cache", PACKAGE]
    subprocess.run(npm, cwd=HOME, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    _unpack()
    _name_its_font()
    return str(_launcher())


def _unpack():
    """Its own function does that, into TMPDIR; the libraries come only where it believes itself on Lambda."""
    subprocess.run(
        ["node", "-e", "require('@sparticuz/chromium').executablePath()"],
        cwd=HOME,
        env={**os.environ, "TMPDIR": str(UNPACKED), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs20.x"},
        capture_output=True,
        text=True,
        check=True,
    )


def _name_its_font():
    """Beside the machine's own fonts, if any: without a font Chromium draws no text at all."""
    configuration = UNPACKED / "fonts" / "fonts.conf"
    own = f"<dir>{UNPACKED / 'fonts'}</dir>"
    configuration.write_text(configuration.read_text().replace("<config>", f"<dir>/usr/share/fonts</dir>{own}<config>"))


def _launcher():
    path = HOME / "chromium"
    libraries, fonts = (shlex.quote(str(UNPACKED / part)) for part in ("al2023/lib", "fonts"))
    program = shlex.quote(str(UNPACKED / "chromium"))
    path.write_text(f'#!/bin/sh\nLD_LIBRARY_PATH={libraries} FONTCONFIG_PATH={fonts} exec {program} "$@"\n')
    path.chmod(0o755)
    return path
