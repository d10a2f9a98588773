"""Files in and out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from live.calendar.ics import feeds, writing
from live.calendar.ics.forms import ImportForm
from live.calendar.models import Event, FeedToken, Import
from live.engine.pages import live_page


@login_required
def import_file(request):
    form = ImportForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and form.is_valid() and (job := form.save()):
        return redirect(job)
    recent = Import.objects.visible_to(request.user).select_related("calendar").order_by("-pk")[:5]
    context = {"form": form, "imports": recent, "may_import": form.fields["calendar"].queryset.exists()}
    return render(request, "calendar/import_file.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def show_import(request, number):
    job = get_object_or_404(Import.objects.visible_to(request.user), pk=number)
    live = live_page(request, "/ws/calendar/", follow=[(job, "progress")])
    job = Import.objects.select_related("calendar").get(pk=number)
    return render(request, "calendar/import.html", {"import": job, "live": live})


@require_safe
def event_file(request, number):
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=number)
    return feeds.answer(request, feeds.of_event(event), "", f"event-{event.number}")


@require_safe
def calendar_file(request, slug):
    calendar, is_busy = feeds.readable_calendar(request.user, slug) or _not_there()
    busy = writing.Outlined(frozenset([calendar.pk])) if is_busy else writing.NOTHING
    return feeds.answer(request, feeds.of_calendar(calendar), calendar.name, calendar.slug, busy)


def _not_there():
    raise Http404


@require_safe
def feed(request, token):
    """For programs, which sign in nowhere: who has the address has the feed, until its owner revokes it."""
    person = get_object_or_404(FeedToken.objects.select_related("user"), token=token, user__is_active=True).user
    with translation.override(person.language), timezone.override(person.time_zone):
        events, busy = feeds.of_person(person)
        return feeds.answer(request, events, person.name, "townhall", busy)


@login_required
@require_safe
def feed_address(request):
    token = FeedToken.objects.filter(user=request.user).first()
    address = token and request.build_absolute_uri(reverse("calendar:feed", args=[token.token]))
    return render(request, "calendar/feed.html", {"address": address, "token": token})


@login_required
@require_POST
def change_feed_address(request):
    if "revoke" in request.POST:
        feeds.revoke(request.user)
        messages.success(request, _("The address is revoked: nobody gets your calendar by it any more."))
    else:
        feeds.new_address(request.user)
        messages.success(request, _("This is your new address. Any former one is revoked."))
    return redirect("calendar:feed_address")
