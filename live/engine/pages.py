"""A page as its view renders it: what it follows, from where, and the address of its socket."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils import timezone, translation

from live.engine import changes, tokens
from live.engine.build import build
from live.engine.changes import Place
from live.engine.topics import name_of

COOKIE = "live"  # "off": pages without a socket, for networks that let none through


@dataclass(frozen=True)
class LivePage:
    """In the template's context as `live`."""

    url: str
    places: list[Place]


def live_page(request, path: str, follow=(), personal=()) -> LivePage | None:
    """What a page needs to be live; None where its person has switched that off.

    `follow` lists `(object, view)`, `personal` lists `(personal view, argument)`. Call it before the rows are
    read: a change between the two then comes twice, which is harmless, and never not at all.
    """
    if wants_plain(request):
        return None
    follows = [(name_of(thing), view) for thing, view in follow]
    token = tokens.PageToken(
        page=tokens.new_page_id(),
        path=path,
        session=tokens.session_digest(request.session.session_key) if request.user.is_authenticated else "",
        user_id=request.user.pk,
        follows=follows,
        personal=list(personal) if request.user.is_authenticated else [],
        language=translation.get_language(),
        time_zone=timezone.get_current_timezone_name(),
        build=build(),
    )
    heads = changes.heads(topic for topic, _ in follows) if follows else {}
    return LivePage(f"{path}?{urlencode({'token': tokens.sign(token)})}", list(heads.values()))


def switched_off(request) -> dict[str, bool]:
    """Context processor: whether to say that pages are not live, and how they will be again."""
    return {"live_is_off": wants_plain(request)}


def wants_plain(request) -> bool:
    choice = request.GET.get("live") or request.COOKIES.get(COOKIE)
    return choice == "off"
