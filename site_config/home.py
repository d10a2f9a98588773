"""The front page: what each feature offers for it, in the order in which the features are installed.

`live/<app>/home.py` has `section(user)`: what `<app>/home.html` needs, as `section`; nothing where there is nothing to
show to this person. It may have `live(user)`: what a page needs to follow for that, `(follow, personal)` as
`live_page` takes them.
"""

from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from live.engine.pages import live_page


def live(request):
    follow, personal = [], []
    for offer in _offers().values():
        if hasattr(offer, "live"):
            more, more_personal = offer.live(request.user)
            follow += more
            personal += more_personal
    return live_page(request, "/ws/site/", follow, personal) if follow or personal else None


def sections(user):
    """Of each that has something to show: its template, and what that needs."""
    shown = {app: offer.section(user) for app, offer in _offers().items()}
    return [{"template": f"{app}/home.html", "section": section} for app, section in shown.items() if section]


def _offers():
    features = [app for app in apps.get_app_configs() if app.name.startswith("live.")]
    return {
        app.label: import_module(f"{app.name}.home") for app in features if module_has_submodule(app.module, "home")
    }
