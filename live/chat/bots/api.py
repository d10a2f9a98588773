"""What bots do over HTTP, with their token: `Authorization: Bearer …`."""

import json
from functools import wraps

from django.http import Http404, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from limits import parse

from live.accounts import rates
from live.chat import history, services
from live.chat.bots.services import bot_with
from live.chat.bots.wire import as_data
from live.chat.forms import BodyForm, EditForm
from live.chat.history import quoted_in
from live.chat.models import Room

PACE = parse("120 per minute")  # requests of one bot


def for_bots(view):
    """Decorator: only with a good token, so often, and with answers that programs read."""

    @csrf_exempt
    @wraps(view)
    def answered(request, *arguments, **options):
        bot = bot_with(_token_of(request))
        if bot is None:
            return _refusal(401, "No bot has this token.", {"WWW-Authenticate": "Bearer"})
        if not rates.take(PACE, "bot", bot.user.username):
            return _refusal(429, "Too many requests.", {"Retry-After": "60"})
        try:
            return view(request, bot.user, *arguments, **options)
        except Http404:
            return _refusal(404, "Not there, or not for this bot.")

    return answered


@for_bots
def messages(request, person, slug):
    room = _room(person, slug)
    if request.method == "GET":
        number = history.number_in(request.GET["before"]) if "before" in request.GET else None
        return JsonResponse({"messages": [as_data(message) for message in history.before(room, number).messages]})
    return _post(room, person, _fields(request)) if request.method == "POST" else _not_allowed("GET, POST")


@for_bots
def message(request, person, slug, number):
    message = get_object_or_404(_room(person, slug).messages.select_related("room", "author"), pk=number)
    if request.method == "GET":
        return JsonResponse(as_data(message))
    if request.method not in ("PATCH", "PUT", "DELETE"):
        return _not_allowed("GET, PATCH, PUT, DELETE")
    if message.author_id != person.pk:
        return _refusal(403, "A bot changes what it said itself.")
    return _delete(message) if request.method == "DELETE" else _edit(message, _fields(request))


def _post(room, person, fields):
    form = BodyForm(fields)
    if not form.is_valid():
        return _errors(form)
    nonce, quoted = str(fields.get("nonce", "")), quoted_in(room, str(fields.get("reply_to", "")))
    message = services.post_message(room, person, form.cleaned_data["body"], nonce, reply_to=quoted)
    data = as_data(message)
    return JsonResponse(data, status=201, headers={"Location": data["api_url"]})


def _edit(message, fields):
    form = EditForm(fields, message=message)
    if not form.is_valid():
        return _errors(form)
    services.edit_message(message, form.cleaned_data["body"])
    message.refresh_from_db(fields=["edited_at"])
    return JsonResponse(as_data(message))


def _delete(message):
    services.delete_message(message)
    return JsonResponse({}, status=204)


def _room(person, slug):
    return get_object_or_404(Room.objects.visible_to(person), slug=slug)


def _token_of(request):
    _scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip()


def _fields(request):
    """A JSON object, a form, or the words alone."""
    if request.content_type == "application/json":
        return _object(request.body)
    if request.content_type == "application/x-www-form-urlencoded":
        return QueryDict(request.body, encoding=request.encoding)
    return (
        request.POST
        if request.content_type == "multipart/form-data"
        else {"body": request.body.decode(errors="replace")}
    )


def _object(text):
    """Its texts and numbers; nothing of what is no object, or holds what is no text."""
    try:
        fields = json.loads(text)
        json.dumps(fields, ensure_ascii=False).encode()  # which half a character cannot be
    except (ValueError, RecursionError):
        return {}
    fields = fields.items() if isinstance(fields, dict) else ()
    return {name: str(value) for name, value in fields if isinstance(value, str | int)}


def _errors(form):
    return JsonResponse({"errors": form.errors}, status=422)


def _not_allowed(methods):
    return _refusal(405, "Not that.", {"Allow": methods})


def _refusal(status, why, headers=None):
    return JsonResponse({"error": why}, status=status, headers=headers)
