"""What every page's template knows: the site, and the style sheet of its reader."""

from hashlib import sha256

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from live.accounts.models import Site
from live.engine.build import build


def site(request):
    return {"site": SimpleLazyObject(Site.current), "viewer_css": SimpleLazyObject(lambda: viewer_css(request))}


def viewer_css(request):
    """Its address changes with everything that the sheet depends on, so browsers may keep it for good."""
    user = getattr(request, "user", None)
    if user is None or user.is_anonymous:
        return ""
    version = sha256(f"{user.username} {user.role} {build()}".encode()).hexdigest()[:12]
    return f"{reverse('accounts:viewer_css')}?v={version}"
