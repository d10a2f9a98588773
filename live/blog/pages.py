"""Pages for strangers, of whom there may be thousands: each is rendered once, until something on it has changed."""

from hashlib import sha256
from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import translation

from live.engine.build import build

KEPT = 120  # seconds; what else could change, such as the site's name, shows after that


def shared(request, blog, live, render):
    """The page for this request, from among those kept if it is nobody's in particular.

    It has no session and no CSRF token, and its connect URL serves any number of strangers.
    """
    if not _is_impersonal(request):
        return render()
    key = _key(request, blog, live)
    if kept := cache.get(key):
        return HttpResponse(kept)
    response = render()
    cache.set(key, response.content, KEPT)
    return response


def _is_impersonal(request):
    cookies = {settings.SESSION_COOKIE_NAME, "messages", "live"} & request.COOKIES.keys()
    return request.user.is_anonymous and not cookies and "live" not in request.GET and not settings.DEBUG


def _key(request, blog, live):
    """Ages of entries are told in minutes. What else stands behind the question mark changes nothing on the page."""
    parts = [
        request.get_host(), request.scheme, request.path, request.GET.get("after", ""),
        translation.get_language(), build(), blog.pk, blog.touched_at, blog.state,
        *(live.places if live else ()), int(time() // 60),
    ]  # fmt: skip
    return "blog-" + sha256("\n".join(map(str, parts)).encode()).hexdigest()
