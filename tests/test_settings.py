"""What a site makes of its environment."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from site_config.secrets import secret_key_in
from tests.support.site import ROOT


def settings_with(tmp_path, expression, **environment):
    """What a process with nothing else in its environment has there."""
    done = subprocess.run(
        [sys.executable, "-c", f"from site_config import settings; print(settings.{expression})"],
        cwd=ROOT,
        env={"DATA_DIR": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def test_the_names_that_may_be_asked_for_follow_from_the_origins(tmp_path):
    origins = "https://town.example,http://town.lan:8080,http://[::1]:8000,http://[fd00::7]"
    found = settings_with(tmp_path, "ALLOWED_HOSTS", SITE_ORIGINS=origins)
    assert found == str(["town.example", "town.lan", "[::1]", "[fd00::7]"])
    assert settings_with(tmp_path, "ALLOWED_HOSTS") == str(["localhost", "127.0.0.1", "[::1]"])
    assert settings_with(tmp_path, "ALLOWED_HOSTS", SITE_ORIGINS=origins, ALLOWED_HOSTS="a.example") == "['a.example']"


def test_processes_that_start_together_make_one_secret_key(tmp_path):
    with ThreadPoolExecutor(8) as processes:
        keys = set(processes.map(secret_key_in, [tmp_path] * 8))
    assert keys == {(tmp_path / "secret_key").read_text()}
    assert len(keys.pop()) == 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_was_never_written_is_made(tmp_path):
    (tmp_path / "secret_key").touch(0o600)
    assert len(secret_key_in(tmp_path)) == 50
