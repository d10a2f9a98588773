"""Forms to write, change and delete messages on pages without a socket."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from live.chat import lines, reactions, reading, services
from live.chat.forms import EditForm, MessageForm, ReactionForm
from live.chat.history import quoted_in
from live.chat.views.rooms import show_room, visible_room


@login_required
@require_POST
def post(request, slug):
    room = visible_room(request, slug)
    quoted = quoted_in(room, request.POST.get("reply_to"))
    if "lines" in request.POST:
        lines.keep_in(request.session, several=request.POST["lines"] == "several")
        return show_room(request, room, MessageForm.fresh(request.POST.get("body", "")), quoted=quoted)
    form = MessageForm(request.POST, author=request.user)
    if not form.is_valid():
        return show_room(request, room, form, status=422, quoted=quoted)
    services.post_message(room, request.user, form.cleaned_data["body"], form.cleaned_data["nonce"], reply_to=quoted)
    return redirect(room)


@login_required
@require_safe
def reply(request, slug, number):
    """The room with a composer that answers this message."""
    message = _message(request, slug, number)
    return show_room(request, message.room, quoted=message)


@login_required
def react(request, slug, number):
    message = _message(request, slug, number)
    form = ReactionForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        reactions.react(message, request.user, form.cleaned_data["emoji"])
        return redirect(message.room)
    context = {"message": message, "form": form, "emoji": reactions.QUICK}
    return render(request, "chat/react.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def unread(request, slug, number):
    reading.mark_unread(_message(request, slug, number), request.user)
    return redirect("chat:rooms")


@login_required
def edit(request, slug, number):
    message = own_message(request, slug, number)
    form = EditForm(request.POST or None, message=message)
    if request.method == "POST" and form.is_valid():
        services.edit_message(message, form.cleaned_data["body"])
        return redirect(message)
    return render(request, "chat/edit.html", {"message": message, "form": form}, status=422 if form.errors else 200)


@login_required
def delete(request, slug, number):
    message = own_message(request, slug, number)
    if request.method == "POST":
        services.delete_message(message)
        return redirect(message.room)
    return render(request, "chat/delete.html", {"message": message})


def _message(request, slug, number):
    return get_object_or_404(visible_room(request, slug).messages.select_related("room"), pk=number)


def own_message(request, slug, number):
    message = _message(request, slug, number)
    if not message.may_be_changed_by(request.user):
        raise PermissionDenied
    return message
