"""Direct conversations: choosing whom to talk to, and the conversation with one person."""

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from live.chat.direct import conversation_of
from live.chat.forms import ConversationForm
from live.chat.views.rooms import show_room


@login_required
def choose(request):
    form = ConversationForm(request.POST if request.method == "POST" else None, opener=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(conversation_of([request.user, *form.cleaned_data["people"]]))
    return render(request, "chat/direct.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def conversation(request, username):
    """Opening it is enough to have it; the other sees it in their list once something is said."""
    person = get_object_or_404(get_user_model().objects.active(), username=username)
    return show_room(request, conversation_of({request.user, person}))
