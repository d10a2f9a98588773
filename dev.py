#!/usr/bin/env python3
"""Set up and use Townhall with nothing but Python 3.11 to 3.14: `python3 dev.py run`."""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.servers import apt

TOP = Path(__file__).resolve().parent
VENV = TOP / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST, NEWEST = (3, 11), (3, 14)
CONTAINS = {"run": ["run"], "test": ["test", "run"]}  # every pin of run.txt is in test.txt too
HTMX = "4.0.1"
VENDORED = ["dist/htmx.min.js", "dist/ext/hx-ws.min.js", "dist/ext/hx-upsert.min.js", "LICENSE"]


def main():
    verb, *arguments = sys.argv[1:] or ["help"]
    if verb not in VERBS:
        sys.exit(usage())
    os.chdir(TOP)
    use_a_fitting_python()
    try:
        VERBS[verb](arguments)
    except KeyboardInterrupt:
        sys.exit(130)
    except subprocess.CalledProcessError as error:
        sys.exit(f"dev.py {verb}: {' '.join(map(str, error.cmd[:4]))} … ended with {error.returncode}.")


def run(arguments):
    """serve the site here, in development mode, with demo data in an empty database"""
    set_up("run")
    os.environ.setdefault("DEBUG", "1")
    python("manage.py", "prepare")
    say(f"Townhall is at http://{address()}/")
    become("manage.py", "runserver", *arguments)


def test(arguments):
    """run all tests, or what the pytest arguments name"""
    set_up("test")
    python("-m", "tests.servers")
    become("-m", "pytest", *workers(arguments), *arguments)


def e2e(arguments):
    """run the browser scenarios (HEADED=1: to be seen, SLOWMO=500: milliseconds for each step)"""
    if os.environ.get("HEADED") and sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        sys.exit("HEADED=1 needs a display. On a machine without one: xvfb-run make e2e HEADED=1")
    set_up("test")
    python("-m", "tests.servers")
    shown = ["--headed", "-n", "0"] if os.environ.get("HEADED") else workers(arguments)
    slowly = ["--slowmo", os.environ["SLOWMO"]] if os.environ.get("SLOWMO") else []
    named = [] if any(argument.startswith("e2e") for argument in arguments) else ["e2e"]
    become("-m", "pytest", *shown, *slowly, *named, *arguments)


def faults(arguments):
    """run the long fault suite"""
    set_up("test")
    python("-m", "tests.servers")
    become("-m", "pytest", "-m", "faults", *arguments)


def bench(arguments):
    """measure this project beside its peers"""
    set_up("test")
    python("-m", "tests.servers", "postgres", "redis")
    python("-m", "bench.peers.node")
    become("-m", "bench", *arguments)


def cluster(arguments):
    """serve with PostgreSQL, Redis and three processes behind one port"""
    set_up("test")
    python("-m", "tests.servers", "postgres", "redis")
    become("-m", "bench.cluster", *arguments)


def lint(arguments):
    """check the code and the templates"""
    set_up("test")
    checks = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["djlint", "--lint", "templates"],
        ["djade", "--check", *templates()],
        ["mypy", "live/engine"],
    ]
    failed = [" ".join(check[:2]) for check in checks if not succeeds(check)]
    sys.exit(f"Not clean: {', '.join(failed)}." if failed else 0)


def format(arguments):
    """put the code and the templates into their form"""
    set_up("test")
    for command in ["ruff", "check", "--fix", "."], ["ruff", "format", "."], ["djade", *templates()]:
        succeeds(command)


def messages(arguments):
    """bring the translations to what the site says now"""
    set_up("test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    python("-m", "tests.languages")


def theme(arguments):
    """begin a theme (NAME=harbour): static/themes/NAME/tokens.css, for you to change; THEME=NAME make run shows it"""
    name = os.environ.get("NAME", "") or "".join(arguments[:1])
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        sys.exit("make theme NAME=harbour: small letters, digits and hyphens.")
    tokens = TOP / "static" / "themes" / name / "tokens.css"
    if tokens.exists():
        sys.exit(f"{tokens.relative_to(TOP)} is there already.")
    tokens.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(TOP / "static" / "css" / "tokens.css", tokens)
    say(f"Change {tokens.relative_to(TOP)}; THEME={name} make run shows it, each time you save it.")


def vendor(arguments):
    """fetch the vendored scripts anew from their npm package"""
    folder = TOP / "static" / "vendor" / "htmx"
    with tempfile.TemporaryDirectory() as download:
        packing = ["npm", "pack", f"htmx.org@{HTMX}", "--silent", "--pack-destination", download]
        subprocess.run(packing, stdout=subprocess.DEVNULL, check=True)
        with tarfile.open(next(Path(download).glob("*.tgz"))) as archive:
            files = [unpacked(archive, name, folder) for name in VENDORED]
    (folder / "SHA256SUMS").write_text("".join(f"{digest(file)}  {file.name}\n" for file in files))


def lock(arguments):
    """pin the requirements anew (--upgrade: to the newest)"""
    set_up("test")
    python("-m", "pip", "install", "--quiet", "uv")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet"]
    options += ["--no-emit-index-url", "--no-emit-find-links", *arguments]
    for name, constraints in (("run", []), ("test", ["--constraint", "requirements/run.txt"])):
        files = [f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"]
        python("-m", "uv", "pip", "compile", *options, *constraints, *files)


VERBS = {
    verb.__name__: verb
    for verb in (run, test, e2e, faults, bench, cluster, lint, format, messages, theme, vendor, lock)
}


def usage():
    verbs = "\n".join(f"  {name:8} {verb.__doc__}" for name, verb in VERBS.items())
    return f"python3 dev.py VERB, where VERB is one of\n{verbs}"


def address():
    """By the same variables, with the same defaults, as site_config/settings.py."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def workers(arguments):
    """Three pytest processes, unless the caller chose a number or wants to debug."""
    chosen = any(argument.startswith(("-n", "--numprocesses", "--pdb")) for argument in arguments)
    return [] if chosen else ["-n", "3", "--dist", "worksteal"]


def unpacked(archive, name, folder):
    """One file of an npm package, now in `folder`."""
    file = folder / Path(name).name
    file.write_bytes(archive.extractfile(f"package/{name}").read())
    return file


def templates():
    return sorted(str(path) for path in Path("templates").rglob("*.html"))


def use_a_fitting_python():
    """Go on with another Python of this machine where this one is too old or too new."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other and subprocess.run([other, "-c", ""], stderr=subprocess.DEVNULL).returncode == 0:
            os.execv(other, [other, str(TOP / "dev.py"), *sys.argv[1:]])
    sys.exit("Townhall needs Python 3.11, 3.12, 3.13 or 3.14, and found none of them on PATH.")


def set_up(name):
    """Make .venv what requirements/`name`.txt says; done at once when nothing changed."""
    with alone():
        version = venv_version() or make_venv()
        mark = f"{digest(requirements(name))} {version}"
        if stamp(name).exists() and stamp(name).read_text() == mark:
            return
        install(name)
        for part in CONTAINS[name]:
            stamp(part).write_text(f"{digest(requirements(part))} {version}")


@contextlib.contextmanager
def alone():
    """Wait until no other dev.py sets up this folder."""
    folder = os.open(TOP, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def venv_version():
    """The version of a .venv that can be used, or nothing."""
    look = f"import pip, sys; assert {OLDEST} <= sys.version_info[:2] <= {NEWEST}; print(sys.version)"
    try:
        found = subprocess.run([PYTHON, "-c", look], capture_output=True, text=True)
    except OSError:
        return ""
    return found.stdout.strip()


def make_venv():
    say(f"Making .venv with Python {sys.version.split()[0]} …")
    if not venv_made() and apt.possible():
        apt.install("python3-venv")
        venv_made()
    return venv_version() or sys.exit(
        "This Python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"
    )


def venv_made():
    shutil.rmtree(VENV, ignore_errors=True)
    return subprocess.run([sys.executable, "-m", "venv", VENV], stdout=subprocess.DEVNULL).returncode == 0


def install(name):
    say(f"Installing requirements/{name}.txt …")
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
    python("-m", "pip", "install", *options, "-r", requirements(name))


def requirements(name):
    return TOP / "requirements" / f"{name}.txt"


def stamp(name):
    return VENV / f"townhall-{name}"


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def python(*arguments):
    subprocess.run([PYTHON, *arguments], check=True)


def succeeds(command):
    return subprocess.run([VENV / "bin" / command[0], *command[1:]]).returncode == 0


def become(*arguments):
    """Turn into another program, so that signals reach it."""
    os.execv(PYTHON, [str(PYTHON), *arguments])


def say(sentence):
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
