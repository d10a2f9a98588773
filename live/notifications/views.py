"""The list of what one was told, and the way from there to what it is about."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from live.engine.pages import live_page
from live.notifications import services
from live.notifications.models import Notification
from live.notifications.reading import page_of

FURTHEST = 1_000  # pages; nobody reads as far


@login_required
@require_safe
def inbox(request):
    number = _number_in(request.GET.get("page", "1"))
    live = live_page(request, "/ws/notifications/", personal=[("inbox", str(number))])
    return render(request, "notifications/inbox.html", {"live": live, "page": page_of(request.user, number)})


@login_required
@require_safe
def open_one(request, number):
    """Go to what it is about; with that it is read."""
    notification = get_object_or_404(Notification.objects.visible_to(request.user), pk=number)
    services.mark_read(request.user, Notification.objects.visible_to(request.user).filter(pk=number))
    return redirect(notification.url)


@login_required
@require_POST
def mark_one_read(request, number):
    told = Notification.objects.visible_to(request.user)
    services.mark_read(request.user, told.filter(pk=get_object_or_404(told, pk=number).pk))
    return redirect("notifications:inbox")


@login_required
@require_POST
def mark_all_read(request):
    services.mark_read(request.user, Notification.objects.visible_to(request.user))
    return redirect("notifications:inbox")


def _number_in(text):
    if not (text.isdecimal() and len(text) < 5 and 1 <= int(text) <= FURTHEST):
        raise Http404
    return int(text)
