"""A person's calendars: which are shown, who may see them, what they are called."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live.calendar import sharing
from live.calendar.calendar_forms import CalendarForm, ShareForm
from live.calendar.models import Calendar, Hidden
from live.calendar.rights import calendars_of, fingerprint
from live.engine.pages import live_page


@login_required
def calendars(request):
    """All calendars, and a form for a new one."""
    form = CalendarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(sharing.create_calendar(request.user, **form.cleaned_data))
    granted = calendars_of(request.user)
    live = live_page(request, "/ws/calendar/", personal=[("calendars", fingerprint(granted))])
    managed = set(Calendar.objects.managed_by(request.user).values_list("pk", flat=True))
    context = {"live": live, "granted": granted, "managed": managed, "form": form}
    return render(request, "calendar/calendars.html", context, status=422 if form.errors else 200)


@login_required
def calendar(request, slug):
    """What a calendar is called and who may do what there, for who manages it."""
    calendar = managed_calendar(request, slug)
    form = CalendarForm(request.POST or None, instance=Calendar.objects.get(pk=calendar.pk))
    if request.method == "POST" and form.is_valid():
        sharing.change_calendar(calendar, **form.cleaned_data)
        return _saved(request, calendar)
    return _show(request, calendar, form=form)


@login_required
@require_POST
def share(request, slug):
    calendar = managed_calendar(request, slug)
    form = ShareForm(request.POST, calendar=calendar)
    if not form.is_valid():
        return _show(request, calendar, share_form=form)
    sharing.share(calendar, form.cleaned_data["person"], form.cleaned_data["right"])
    return _saved(request, calendar)


@login_required
@require_POST
def toggle(request, slug):
    """Leave a calendar out of one's pages, or show it again."""
    outlined = Calendar.objects.outlined_for(request.user) | Calendar.objects.visible_to(request.user)
    calendar = get_object_or_404(outlined, slug=slug)
    is_hidden = Hidden.objects.filter(calendar=calendar, user=request.user).exists()
    sharing.set_hidden(calendar, request.user, not is_hidden)
    there = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure())
    return redirect(there if is_ours else "calendar:calendars")


@login_required
def delete(request, slug):
    calendar = managed_calendar(request, slug)
    if request.method != "POST":
        return render(request, "calendar/delete_calendar.html", {"calendar": calendar})
    sharing.delete_calendar(calendar)
    messages.success(request, _("The calendar “%(name)s” was deleted.") % {"name": calendar.name})
    return redirect("calendar:calendars")


def managed_calendar(request, slug):
    outlined = Calendar.objects.outlined_for(request.user) | Calendar.objects.managed_by(request.user)
    calendar = get_object_or_404(outlined.distinct(), slug=slug)
    if not Calendar.objects.managed_by(request.user).filter(pk=calendar.pk).exists():
        raise PermissionDenied
    return calendar


def _saved(request, calendar):
    messages.success(request, _("Saved."))
    return redirect(calendar)


def _show(request, calendar, form=None, share_form=None):
    context = {
        "calendar": calendar,
        "shares": calendar.shares.select_related("user").order_by("user__username"),
        "form": form or CalendarForm(instance=calendar),
        "share_form": share_form or ShareForm(calendar=calendar),
    }
    wrong = (form and form.errors) or (share_form and share_form.errors)
    return render(request, "calendar/calendar.html", context, status=422 if wrong else 200)
