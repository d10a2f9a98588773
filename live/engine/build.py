"""Which version of the templates and style sheets a page was rendered from."""

from functools import cache
from hashlib import sha256

from django.conf import settings


@cache
def build() -> str:
    """A short name of what this process renders; pages of another build fetch themselves anew."""
    digest = sha256()
    for folder, pattern in (("templates", "*.*"), ("static", "*.*"), ("live", "*.py"), ("locale", "*.mo")):
        for path in sorted((settings.BASE_DIR / folder).rglob(pattern)):
            digest.update(path.relative_to(settings.BASE_DIR).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
