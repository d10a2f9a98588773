"""Files: sending them, by HTTP because a socket takes none, and getting them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from live.chat import services
from live.chat.forms import FilesForm
from live.chat.views.rooms import visible_room
from live.files import serving


@login_required
def attach(request, slug):
    """The form by itself; for htmx, from the room's page, only what becomes of the form there."""
    room = visible_room(request, slug)
    if request.method != "POST":
        return _show(request, "", room, FilesForm.fresh())
    form = FilesForm(request.POST, files=request.FILES, author=request.user)
    if not form.is_valid():
        return _show(request, "#box" if request.htmx else "", room, form, status=422)
    services.post_files(room, request.user, **form.cleaned_data)
    return _show(request, "#sent", room, FilesForm.fresh()) if request.htmx else redirect(room)


def _show(request, part, room, form, status=200):
    context = {"room": room, "form": form, "live": bool(request.htmx)}
    return render(request, f"chat/attach.html{part}", context, status=status)


@login_required
@require_safe
def whole(request, slug, number, key):
    return serving.whole(request, _file(request, slug, number, key))


@login_required
@require_safe
def small(request, slug, number, key):
    return serving.small(request, _file(request, slug, number, key))


def _file(request, slug, number, key):
    message = get_object_or_404(visible_room(request, slug).messages, pk=number)
    for file in message.files:
        if file.key == key:
            return file
    raise Http404
