"""What every request knows of its person before a view sees it."""

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation

from live.accounts.models import User

# The same for everybody. Asking who it is would make answers vary with the cookies, and a browser that has
# lost its connection would not find what it keeps of /offline/ once any cookie has changed.
IMPERSONAL = (settings.STATIC_URL, "/healthz", "/readyz", "/offline/", "/icon.svg", "/favicon.ico")


def is_impersonal(request):
    return request.path.startswith(IMPERSONAL)


class FirstRunMiddleware:
    """As long as nobody is here, every page leads to the first run."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self.leads_elsewhere(request) and request.user.is_anonymous and not User.objects.exists():
            return redirect("accounts:first_run")
        return self.get_response(request)

    def leads_elsewhere(self, request):
        return not is_impersonal(request) and request.path != reverse("accounts:first_run")


class PreferencesMiddleware:
    """Pages come in their person's language and time zone; a visitor's language was found by LocaleMiddleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_impersonal(request) or request.user.is_anonymous:
            return self.get_response(request)
        language, time_zone = request.user.language, request.user.time_zone
        with translation.override(language), timezone.override(time_zone):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
