"""A page as its view renders it: what it follows, from where, and the address of its socket."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from live.engine import changes, fragments, tokens
from live.engine.build import build
from live.engine.changes import Place
from live.engine.fragments import shows
from live.engine.topics import name_of

COOKIE = "live"  # "off": pages without a socket, for networks that let none through


@dataclass
class LivePage:
    """In the template's context as `live`.

    `title` is what the page's title is made of: the names of the topics whose `#title` it is, between spaces; or "="
    and the words that stand in the template, which `{% title %}` notes on the way.
    """

    token: tokens.PageToken
    places: list[Place]
    title: str

    @cached_property
    def url(self) -> str:
        everywhere = [(view, self.title) for view in shows.everywhere] if self.token.user_id else []
        token = self.token._replace(personal=self.token.personal + everywhere)
        return f"{token.path}?{urlencode({'token': tokens.sign(token)})}"


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
    title = next(filter(fragments.has_title, heads), "")
    return LivePage(token, list(heads.values()), title)


def anywhere(request) -> dict[str, object]:
    """Context processor: `site_live`, what a page needs to be live that shows nothing live of its own, but its shell;
    and whether to say that pages are not live, and how they will be again.
    """
    return {"live_is_off": wants_plain(request), "site_live": SimpleLazyObject(lambda: _site_live(request))}


def _site_live(request) -> LivePage | None:
    """For who is signed in, and in development for all: what a designer saves shows. A page that answers a POST stays
    as it is: fetched anew it would be another one.
    """
    person = getattr(request, "user", None)
    may_be = person and (person.is_authenticated or settings.DEBUG)
    return live_page(request, "/ws/site/") if may_be and request.method in ("GET", "HEAD") else None


def wants_plain(request) -> bool:
    choice = request.GET.get("live") or request.COOKIES.get(COOKIE)
    return choice == "off"
