"""Where administrators look after bots."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live.accounts.decorators import administrators_only
from live.chat.bots import services
from live.chat.bots.forms import BotForm, WebhookForm
from live.chat.models import Bot

SHOWN = 10  # deliveries


@administrators_only
def bots(request):
    """All of them, and a form for a new one."""
    form = BotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return _show_token(request, *services.make_bot(said["username"], said["display_name"], said["webhook"]))
    context = {"bots": _bots().order_by("user__username"), "form": form}
    return render(request, "chat/bots/bots.html", context, status=422 if form.errors else 200)


@administrators_only
def bot(request, username):
    bot = _bot(username)
    form = WebhookForm(request.POST or None, instance=bot)
    if request.method == "POST" and form.is_valid():
        services.change_webhook(bot, form.cleaned_data["webhook"])
        messages.success(request, _("Saved."))
        return redirect("chat:bot", username)
    context = {"bot": bot, "form": form, "deliveries": bot.deliveries.order_by("-pk")[:SHOWN]}
    return render(request, "chat/bots/bot.html", context, status=422 if form.errors else 200)


@administrators_only
@require_POST
def renew(request, username):
    bot = _bot(username)
    return _show_token(request, bot, services.renew_token(bot))


@administrators_only
@require_POST
def retire(request, username):
    services.retire(_bot(username))
    messages.success(request, _("The bot “%(name)s” says nothing any more.") % {"name": username})
    return redirect("chat:bots")


def _bots():
    return Bot.objects.filter(user__is_active=True).select_related("user")


def _bot(username):
    return get_object_or_404(_bots(), user__username=username)


def _show_token(request, bot, token):
    """The only time that it can be seen."""
    answer = render(request, "chat/bots/token.html", {"bot": bot, "token": token})
    answer["Cache-Control"] = "no-store"
    return answer
