"""The calendar's pages: what they may ask for over their socket."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from live.calendar import attending, moving, services
from live.calendar.fields import as_sent
from live.calendar.forms import EventForm
from live.calendar.models import Event
from live.calendar.rights import demand_write
from live.calendar.small_forms import AnswerForm, ScopeForm
from live.calendar.views.events import mine, occurrence_of
from live.calendar.windows import day_named, hour_named
from live.engine.consumers import LiveConsumer, action, notice


class CalendarConsumer(LiveConsumer):
    """Answers are forms for this page alone; what happened to events reaches every page by their calendar's topic."""

    picked = None

    # Making and changing

    @action
    def create_event(self, data):
        """Without a title: the form for it; with one: make it."""
        self.demand_person()
        if "title" not in data:
            return self.editor(
                EventForm(user=self.user, day=day_named(data.get("day")), hour=hour_named(data.get("hour")))
            )
        sent, about = as_sent(data), {"user": self.user}
        form = EventForm.helped(sent, **about) or EventForm(sent, **about)
        if not form.is_valid():
            return self.editor(form)
        form.create()
        return self.cancel_edit(data)

    @action
    def edit_event(self, data):
        """Without a title: the form for it; with one: save."""
        occurrence = self.own_occurrence(data)
        if "title" not in data:
            return self.editor(EventForm(user=self.user, occurrence=occurrence), occurrence)
        sent, about = as_sent(data), {"user": self.user, "occurrence": occurrence}
        form = EventForm.helped(sent, **about) or EventForm(sent, **about)
        if not form.is_valid():
            return self.editor(form, occurrence)
        try:
            form.change()
        except services.Outdated as outdated:
            form.refuse(outdated.current)
            return self.editor(form, occurrence)
        return self.cancel_edit(data)

    @action
    def cancel_edit(self, data):
        return self.render("calendar/form.html#no_editor")

    def editor(self, form, occurrence=None):
        event = occurrence and occurrence.event
        return self.render("calendar/form.html#editor", form=form, occurrence=occurrence, event=event)

    @action
    def ask_delete(self, data):
        occurrence = self.own_occurrence(data)
        form = ScopeForm() if occurrence.recurrence_id else None
        return self.render("calendar/delete.html#confirm", occurrence=occurrence, event=occurrence.event, form=form)

    @action
    def cancel_delete(self, data):
        return self.render("calendar/delete.html#done")

    @action
    def delete_event(self, data):
        occurrence = self.own_occurrence(data)
        scope = data.get("scope") if occurrence.recurrence_id else services.ALL
        if scope not in (services.THIS, services.FOLLOWING, services.ALL):
            scope = services.THIS
        services.delete_event(self.user, occurrence, scope)
        return self.render("calendar/delete.html#done")

    # Drag and drop

    @action
    def pick(self, data):
        """A chip is being dragged: which one, is kept until it is dropped."""
        self.picked = {name: data.get(name, "") for name in ("event", "at", "from")}

    @action
    def drop(self, data):
        if not (self.picked or "event" in data):
            return None
        picked, self.picked = (data if "event" in data else self.picked), None
        occurrence, day, hour = self.own_occurrence(picked), day_named(data.get("day")), hour_named(data.get("hour"))
        if day is None:
            raise Http404
        if hour is None:
            there = moving.to_day(occurrence, day, day_named(picked.get("from")))
        else:
            there = moving.to_hour(occurrence, day, hour)
        services.move_event(self.user, occurrence, *there)
        return None

    # Attendance

    @action
    def answer(self, data):
        self.demand_person()
        occurrence, form = self.visible_occurrence(data), AnswerForm(as_sent(data))
        if not form.is_valid():
            return notice(_("Answer yes, no or maybe, with a note of at most 200 characters."))
        attending.answer(occurrence.event.series_or_self, self.user, **form.said)
        return self.render("calendar/event.html#my_answer", event=occurrence.event, **mine(self.user, occurrence))

    # What it is about

    def demand_person(self):
        if not self.user.is_authenticated:
            raise PermissionDenied

    def visible_occurrence(self, data):
        number, at = data.get("event", ""), data.get("at", "")
        if not (isinstance(number, str) and isinstance(at, str) and number.isascii() and number.isdigit()):
            raise Http404
        events = Event.objects.visible_to(self.user).for_display()
        return occurrence_of(get_object_or_404(events, pk=int(number[:18])), at[:16])

    def own_occurrence(self, data):
        occurrence = self.visible_occurrence(data)
        demand_write(self.user, occurrence.event.calendar)
        return occurrence
