"""A room's settings, for who made it and for administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live.chat import reading, services
from live.chat.forms import InvolvementForm, NewMemberForm, RoomKindForm, RoomNameForm
from live.chat.views.rooms import visible_room


@login_required
def settings(request, slug):
    room = managed_room(request, slug)
    if request.method != "POST":
        return _show(request, room)
    return _convert(request, room) if "kind" in request.POST else _rename(request, room)


def _rename(request, room):
    form = RoomNameForm(request.POST, instance=room)
    if not form.is_valid():
        room.refresh_from_db()
        return _show(request, room, name_form=form)
    services.rename_room(room, form.cleaned_data["name"])
    return _saved(request, room)


def _convert(request, room):
    form = RoomKindForm(request.POST, instance=room)
    if not form.is_valid():
        room.refresh_from_db()
        return _show(request, room, kind_form=form)
    services.convert_room(room, form.cleaned_data["kind"])
    return _saved(request, room)


@login_required
@require_POST
def involve(request, slug):
    """How much somebody wants to hear of a room: everybody for themselves, in every kind of room."""
    room = visible_room(request, slug)
    membership = get_object_or_404(room.memberships.select_related("room", "user"), user=request.user)
    form = InvolvementForm(request.POST, instance=membership)
    if form.is_valid():
        reading.involve(membership, form.cleaned_data["involvement"])
    return redirect(room)


@login_required
@require_POST
def add_member(request, slug):
    room = managed_room(request, slug)
    form = NewMemberForm(request.POST, room=room)
    if not form.is_valid():
        return _show(request, room, member_form=form)
    services.add_member(room, form.cleaned_data["person"])
    return _saved(request, room)


@login_required
@require_POST
def remove_member(request, slug, username):
    room = managed_room(request, slug)
    membership = get_object_or_404(room.memberships.select_related("user"), user__username=username)
    if not room.is_closed or room.memberships.count() == 1:
        raise PermissionDenied
    services.remove_member(room, membership.user)
    return redirect("chat:rooms") if membership.user == request.user else _saved(request, room)


@login_required
def delete(request, slug):
    room = managed_room(request, slug)
    if request.method != "POST":
        return render(request, "chat/delete_room.html", {"room": room})
    services.delete_room(room)
    messages.success(request, _("The room “%(name)s” was deleted.") % {"name": room.name})
    return redirect("chat:rooms")


def managed_room(request, slug):
    room = visible_room(request, slug)
    if not room.may_be_managed_by(request.user):
        raise PermissionDenied
    return room


def _saved(request, room):
    messages.success(request, _("Saved."))
    return redirect("chat:settings", room.slug)


def _show(request, room, **forms):
    context = {
        "room": room,
        "memberships": room.memberships.select_related("user").order_by("user__username"),
        "name_form": RoomNameForm(instance=room),
        "kind_form": RoomKindForm(instance=room),
        "member_form": NewMemberForm(room=room),
    }
    return render(request, "chat/settings.html", context | forms, status=422 if forms else 200)
