"""How browsers may keep our pages, whether they want them live, and pages for what goes wrong."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

from live.engine.bodies import largest
from live.engine.fragments import fault, state
from live.engine.pages import COOKIE


class PagesMiddleware:
    """Pages are private and asked for anew; `?live=off` is remembered until the browser closes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and response.get("Content-Type", "").startswith("text/html"):
            response["Cache-Control"] = "private, no-cache"
        self.remember(request.GET.get("live"), response)
        return response

    def remember(self, choice, response):
        if choice == "off":
            response.set_cookie(COOKIE, "off", samesite="Lax", httponly=True)
        elif choice == "on":
            response.delete_cookie(COOKIE, samesite="Lax")


class ErrorPagesMiddleware:
    """A page of the site for what Django answers otherwise: too much at once, and in development what is not there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _size(request) > largest(request.content_type or ""):
            return render(request, "413.html", status=413)
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == 404 and request.resolver_match is None:
            return page_not_found(request, Http404())
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, Http404):
            return page_not_found(request, exception)
        return _fault(request, exception) if settings.DEBUG else None


def _fault(request, exception):
    """In development, what goes wrong is said on the open page; a page with a broken template comes by itself when
    it is mended. The rest is said by Django.
    """
    if request.htmx:
        return HttpResponse(state("error", error=fault(exception)), status=500)
    if hasattr(exception, "template_debug"):
        response = render(request, "live/fault.html", {"fault": fault(exception)}, status=500)
        response["Refresh"] = "2"  # seconds
        return response
    return None


def _size(request) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0
