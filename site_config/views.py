"""What belongs to no feature, or shows several: the front page, the way into the admin, what broke."""

import sys

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control

from site_config import home as front_page


def home(request):
    live = front_page.live(request)
    return render(request, "home.html", {"live": live, "sections": front_page.sections(request.user)})


def admin_sign_in(request):
    if request.user.is_anonymous:
        return redirect_to_login(request.GET.get("next", "/admin/"))
    if not request.user.is_administrator:
        raise PermissionDenied
    return redirect("admin:index")


@cache_control(public=True, max_age=3600)
def icon(request):
    """The theme's logo on its colour."""
    return render(request, "icon.svg", {"brand": settings.BRAND}, content_type="image/svg+xml")


def broken(request):
    """A database that is away or busy passes by itself, so it is 503; neither page needs a database."""
    status = 503 if isinstance(sys.exc_info()[1], OperationalError) else 500
    return HttpResponse(render_to_string(f"{status}.html"), status=status)
