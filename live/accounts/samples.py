"""People as the gallery shows them; other apps' samples are about the same."""

from live.accounts.models import Site, User
from live.engine.sample import Sample

NAMES = {"ada": "Ada Lovelace", "grace": "Grace Hopper", "linus": "", "noor": "نور الهدى", "long": "Maximiliane " * 5}
BRAND = '<span class="site-bar__name">{}</span>'


def person(username: str = "ada", **fields) -> User:
    pk = 1 + list(NAMES).index(username)
    return User(**{"pk": pk, "username": username, "display_name": NAMES[username].strip()} | fields)


SAMPLES = [
    Sample("includes/avatar.html", "initials", lambda: {"person": person()}),
    Sample("includes/avatar.html", "picture", lambda: {"person": person(picture="aa"), "size": "large"}),
    Sample("includes/avatar.html", "small", lambda: {"person": person("grace"), "size": "small"}),
    Sample("includes/avatar.html", "large", lambda: {"person": person("linus"), "size": "large"}),
    Sample("includes/avatar.html", "right-to-left", lambda: {"person": person("noor")}),
    Sample("accounts/site.html#changed", "new name", lambda: {"site": Site(name="Village hall")}, BRAND),
    Sample("accounts/user.html#title", "usual", lambda: {"user": person()}),
    Sample("accounts/user.html#changed", "usual", lambda: {"user": person()}),
    Sample("accounts/user.html#changed", "long name", lambda: {"user": person("long")}),
]
