"""Pages to read: the rooms, a room, its past, one message."""

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from live.chat import history, lines, reading, services
from live.chat.drafts import draft_of
from live.chat.forms import FilesForm, MessageForm, RoomForm
from live.chat.history import number_in, quoted_in
from live.chat.models import Membership, Room
from live.chat.unread import ALL, others_of, rooms_for
from live.engine import presence
from live.engine.pages import live_page
from live.engine.topics import name_of

SHOWN = 50  # people by name; the others are counted


@login_required
def rooms(request):
    """All rooms, and a form for a new one."""
    form = RoomForm(request.POST or None, creator=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(services.create_room(request.user, **form.cleaned_data))
    live = live_page(request, "/ws/site/", personal=[("sidebar", ALL)])
    context = {"live": live, "rooms": rooms_for(request.user, ALL), "current": ALL, "form": form}
    return render(request, "chat/rooms.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def room(request, slug):
    """A room at its newest; with `?before=` what came earlier, as a page or, for htmx, as the messages alone."""
    room = visible_room(request, slug)
    if "before" not in request.GET:
        return show_room(request, room)
    number = number_in(request.GET["before"])
    if request.htmx:
        return _show_earlier(request, room, number)
    return _show_past(request, room, "permalink", lambda: history.before(room, number))


def _show_earlier(request, room, number):
    stretch = history.before(room, number)
    reading.mark_notified(room, request.user, stretch.messages)
    first_unread = quoted_in(room, request.GET.get("new"))
    since = request.GET.getlist("position")  # where the page was when it asked
    context = {"live": True, "room": room, "stretch": stretch, "since": since, "first_unread": first_unread}
    return render(request, "chat/room.html#history", context)


@login_required
@require_safe
def message(request, slug, number):
    """One message among those around it."""
    room = visible_room(request, slug)
    marked = get_object_or_404(room.messages, pk=number)
    first_unread = marked if "new" in request.GET else None
    about = {"marked": marked, "first_unread": first_unread}
    return _show_past(request, room, f"permalink:{number}", lambda: history.around(marked), **about)


def visible_room(request, slug):
    return get_object_or_404(Room.objects.visible_to(request.user), slug=slug)


def show_room(request, room, form=None, status=200, quoted=None):
    """The room's page with the composer as it stands, answering `quoted`; without a form, as it was left."""
    form = form or MessageForm.fresh(draft_of(room, request.user))
    live = _live(request, room, "log")
    stretch = history.newest(room)
    membership = reading.membership_of(room, request.user)
    first_unread = reading.open_room(room, membership, stretch.messages)
    forms = {"form": form, "files_form": FilesForm.fresh(), "several_lines": lines.are_several(request.session)}
    about = {"quoted": quoted, "first_unread": first_unread, "membership": membership}
    return _show(request, room, live, stretch, forms | about | _people_in(room), status)


def _show_past(request, room, view, stretch, **context):
    live = _live(request, room, view)
    return _show(request, room, live, stretch(), context | {"membership": reading.membership_of(room, request.user)})


def _live(request, room, view):
    return live_page(request, f"/ws/chat/{room.slug}/", [(room, view)], [("sidebar", room.slug)])


def _show(request, room, live, stretch, context, status=200):
    reading.mark_notified(room, request.user, stretch.messages)
    others = _others_in(room, request.user)
    if live and others:
        live.title = " ".join(map(name_of, others))
    about = {
        "live": live,
        "room": room,
        "others": others,
        "stretch": stretch,
        "rooms": rooms_for(request.user, room.slug),
        "may_manage": room.may_be_managed_by(request.user),
        "levels": Membership.Involvement.choices,
    }
    return render(request, "chat/room.html", about | context, status=status)


def _others_in(room, user):
    """Those after whom a direct conversation is named."""
    if not room.is_direct:
        return []
    people = get_user_model().objects.filter(memberships__room=room).order_by("username")
    return others_of(list(people), user.pk)


def _people_in(room):
    topic = name_of(room)
    ids = presence.people_on([topic])[topic]
    people = get_user_model().objects.filter(pk__in=ids).order_by("username")
    return {"people": people[:SHOWN], "more": max(0, len(ids) - SHOWN)}
