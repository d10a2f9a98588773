"""Loaded before Django's settings (`-p tests.environment`): tests keep their data to themselves."""

import atexit
import os
import shutil
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="townhall-tests-")
os.environ.setdefault("DEBUG", "0")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
