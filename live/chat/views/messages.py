"""Forms to write, change and delete messages on pages without a socket."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from live.chat import lines, services
from live.chat.forms import EditForm, MessageForm
from live.chat.views.rooms import show_room, visible_room


@login_required
@require_POST
def post(request, slug):
    room = visible_room(request, slug)
    if "lines" in request.POST:
        lines.keep_in(request.session, several=request.POST["lines"] == "several")
        return show_room(request, room, MessageForm.fresh(request.POST.get("body", "")))
    form = MessageForm(request.POST, author=request.user)
    if not form.is_valid():
        return show_room(request, room, form, status=422)
    services.post_message(room, request.user, form.cleaned_data["body"], form.cleaned_data["nonce"])
    return redirect(room)


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


def own_message(request, slug, number):
    message = get_object_or_404(visible_room(request, slug).messages.select_related("room"), pk=number)
    if not message.may_be_changed_by(request.user):
        raise PermissionDenied
    return message
