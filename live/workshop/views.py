"""Pages for those who work on the site."""

from functools import wraps

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from live.engine.journal import journal
from live.workshop.gallery import as_shown, exhibits, specimens
from live.workshop.gallery import exhibit as exhibit_of

THEMES = ("light", "dark")
WIDTHS = (320, 640, 1040)  # pixels
DIRECTIONS = ("ltr", "rtl")


def for_the_workshop(view):
    """Decorator: in development there for everybody, otherwise for administrators."""

    @wraps(view)
    @require_safe
    def guarded(request, *args, **kwargs):
        if not (settings.DEBUG or request.user.is_superuser):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@for_the_workshop
def gallery(request):
    return render(request, "workshop/gallery.html", {"exhibits": exhibits()})


@for_the_workshop
@csp_update({"frame-src": [SELF]})
def exhibit(request, name):
    """One fragment in all its states, each at three widths in both themes."""
    context = {"exhibit": _exhibit(name), "name": name, "themes": THEMES, "widths": WIDTHS}
    return render(request, "workshop/exhibit.html", context | {"direction": _direction(request)})


@for_the_workshop
@csp_replace({"frame-ancestors": [SELF]})
@xframe_options_sameorigin
def specimen(request, name):
    """One fragment in one state, as the whole of a page: the gallery's frames show it."""
    state, theme = request.GET.get("state"), request.GET.get("theme")
    for sample in _exhibit(name).samples:
        if sample.state == state:
            context = {"specimen": as_shown(sample), "theme": theme if theme in THEMES else "system"}
            return render(request, "workshop/specimen.html", context | {"direction": _direction(request)})
    raise Http404


@for_the_workshop
def sheet(request, app):
    """All fragments of an app on one page."""
    shown = specimens(app)
    if not shown:
        raise Http404
    return render(request, "workshop/sheet.html", {"app": app, "specimens": shown})


@require_safe
def frames(request):
    """What this process sent to whom, and why; `?about=` leaves out what does not contain that. For administrators."""
    if not request.user.is_superuser:
        raise Http404
    about = request.GET.get("about", "")
    entries = list(_with_names(journal.newest_first()))
    shown = [(sent, names) for sent, names in entries if about in " ".join([*sent[1:4], *names])]
    context = {"entries": shown, "about": about, "is_kept": journal.is_kept}
    return render(request, "workshop/frames.html", context)


def _with_names(entries):
    ids = {person for sent in entries for person in sent.people}
    people = get_user_model()._default_manager.in_bulk(ids)
    for sent in entries:
        yield sent, [people[pk].get_username() if pk in people else "–" for pk in sent.people]


def _exhibit(name):
    """By its name in an address: `chat/message.html/item`."""
    found = exhibit_of(name.replace(".html/", ".html#"))
    if not found:
        raise Http404
    return found


def _direction(request):
    asked = request.GET.get("dir")
    return asked if asked in DIRECTIONS else "ltr"
