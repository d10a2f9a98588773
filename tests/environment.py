"""Loaded before Django's settings (`-p tests.environment`): tests keep their data to themselves.

`SHARED_BY_TESTS` is a folder for what the processes of one run make once for all of them.
"""

import atexit
import os
import shutil
import tempfile


def folder_for(name):
    os.environ[name] = tempfile.mkdtemp(prefix="townhall-tests-")
    atexit.register(shutil.rmtree, os.environ[name], ignore_errors=True)


folder_for("DATA_DIR")
if "SHARED_BY_TESTS" not in os.environ:
    folder_for("SHARED_BY_TESTS")
os.environ.setdefault("DEBUG", "0")
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):  # who wants none beside the sources gets it here, for all processes
    os.environ["PYTHONPYCACHEPREFIX"] = os.path.join(os.environ["SHARED_BY_TESTS"], "bytecode")
