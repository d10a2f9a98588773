"""An event's page, and forms to make, change, move and delete one; on live pages the consumer answers the same."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from live.calendar import attending, moving, occurring, services
from live.calendar.about import context_of
from live.calendar.forms import EventForm
from live.calendar.models import Event
from live.calendar.rights import demand_write, may_write
from live.calendar.small_forms import AnswerForm, InviteForm, ScopeForm
from live.calendar.templatetags.calendar import address
from live.calendar.views.windows import SOCKET
from live.calendar.windows import day_named, hour_named, span_named
from live.engine.pages import live_page
from live.notifications.services import mark_read_about


@require_safe
def event(request, number):
    """An event, or one of a series: `?at=` names its slot."""
    occurrence = visible_occurrence(request, number)
    if request.user.is_authenticated:
        mark_read_about(request.user, [occurrence.event.topic])
    return show_event(request, occurrence)


def show_event(request, occurrence, status=200, **forms):
    follow = [(occurrence.event.topic, f"page:{occurrence.recurrence_id}")]
    live = live_page(request, SOCKET, follow)
    context = context_of(occurrence) | mine(request.user, occurrence) | {"live": live} | forms
    return render(request, "calendar/event.html", context, status=status)


def mine(user, occurrence):
    """What only the one who looks at an event's page has there."""
    event = occurrence.event
    may_change = may_write(user, event.calendar)
    attendance = user.is_authenticated and event.series_or_self.attendances.filter(user=user).first()
    note = attendance.note if attendance else ""
    return {
        "may_write": may_change,
        "my_answer": attendance.answer if attendance else "",
        "answer_form": AnswerForm(initial={"note": note}),
        "invite_form": InviteForm(user=user) if may_change else None,
    }


@login_required
def new(request):
    form = EventForm.helped(request.POST, user=request.user)
    form = form or EventForm(request.POST or None, user=request.user, **_wished(request.GET))
    if not form.fields["calendar"].choices:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        return redirect(_month_of(form.create()))
    return render(request, "calendar/edit.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def edit(request, number):
    occurrence = own_occurrence(request, number)
    about = {"user": request.user, "occurrence": occurrence}
    form = EventForm.helped(request.POST, **about)
    form = form or EventForm(request.POST or None, **about, span=span_named(request.GET))
    if request.method == "POST" and form.is_valid():
        try:
            changed = form.change()
            messages.success(request, _("Saved."))
            return redirect(occurring.page_of(changed, occurrence.recurrence_id))
        except services.Outdated as outdated:
            form.refuse(outdated.current)
    context = {"form": form, "occurrence": occurrence, "event": occurrence.event}
    return render(request, "calendar/edit.html", context, status=422 if form.errors else 200)


@login_required
def delete(request, number):
    occurrence = own_occurrence(request, number)
    form = ScopeForm(request.POST or None) if occurrence.recurrence_id else None
    if request.method == "POST" and (form is None or form.is_valid()):
        scope = form.cleaned_data["scope"] if form else services.ALL
        services.delete_event(request.user, occurrence, scope)
        messages.success(request, _("“%(title)s” was deleted.") % {"title": occurrence.event.title})
        return redirect(_month_of(occurrence.event))
    context = {"occurrence": occurrence, "event": occurrence.event, "form": form}
    return render(request, "calendar/delete.html", context, status=422 if form and form.errors else 200)


@login_required
@require_POST
def move(request, number):
    """The way without a mouse: a page on which each day has a button sends the one that was pressed."""
    occurrence = own_occurrence(request, number)
    event = services.move_event(request.user, occurrence, *moving.to_day(occurrence, day_in(request.POST.get("day"))))
    return redirect(_month_of(event))


@login_required
@require_POST
def answer(request, number):
    occurrence = visible_occurrence(request, number)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show_event(request, occurrence, 422, answer_form=form)
    attending.answer(
        occurrence.event.series_or_self, request.user, form.cleaned_data["answer"], form.cleaned_data["note"]
    )
    return redirect(occurring.page_of(occurrence.event, occurrence.recurrence_id))


@login_required
@require_POST
def invite(request, number):
    occurrence = own_occurrence(request, number)
    form = InviteForm(request.POST, user=request.user)
    if not form.is_valid():
        return show_event(request, occurrence, 422, invite_form=form)
    services.invite(request.user, occurrence.event, form.cleaned_data["invite"])
    return redirect(occurring.page_of(occurrence.event, occurrence.recurrence_id))


def visible_occurrence(request, number):
    events = Event.objects.visible_to(request.user).for_display()
    at = request.POST.get("at") or request.GET.get("at", "")
    return occurrence_of(get_object_or_404(events, pk=number), at)


def own_occurrence(request, number):
    occurrence = visible_occurrence(request, number)
    demand_write(request.user, occurrence.event.calendar)
    return occurrence


def occurrence_of(event, at):
    """The one that is meant; of a series without a slot the next, or the last."""
    occurrence = occurring.find(event, at) if at or not event.repeats else occurring.upcoming(event)
    if occurrence is None:
        raise Http404
    return occurrence


def day_in(text):
    day = day_named(text)
    if day is None:
        raise Http404
    return day


def _wished(query):
    """When something new is to be and who is asked to it, where the link to it says that."""
    when = {"day": day_named(query.get("day")), "hour": hour_named(query.get("hour")), "span": span_named(query)}
    return when | {"invite": query.getlist("invite")}


def _month_of(event):
    day = occurring.local_day(event)
    return address("month", day)
