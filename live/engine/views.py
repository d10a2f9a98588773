"""The engine's own pages: what a page shows while it is away, the echo page."""

from django.conf import settings
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.defaults import permission_denied

from live.engine.pages import live_page


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def offline(request):
    """What takes the place of the live state when the connection is lost; browsers keep it."""
    language = request.GET.get("l", "")
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(known):
        return render(request, "live/page.html#away")


@require_safe
def echo(request):
    """What one sends comes back: over the socket, or without one by loading the page."""
    return render(
        request, "live/echo.html", {"live": live_page(request, "/ws/echo/page/"), "text": request.GET.get("text")}
    )


def csrf_failure(request, reason=""):
    """A form without its token, often an old page: said so, on a page of the site."""
    return permission_denied(request, reason)
