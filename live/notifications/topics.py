"""How pages show what their person is told: the bell on all of them, the list on its own."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from live.accounts.models import Site
from live.engine import fragments
from live.engine.fragments import Personal, Shown, shows
from live.notifications.bell import bells
from live.notifications.reading import pages_of
from live.notifications.services import inbox_of

SITE = "accounts.site.1"


@shows.personal("bell", everywhere=True)
class BellView(Personal):
    """How much is unread, in the bar and in the title; the argument is what that is made of (LivePage)."""

    def render(self, people):
        numbers = bells({viewer.user_id for viewer in people})
        titles = _titles({viewer.argument for viewer in people})
        site = Site.current().name
        return {
            viewer: Shown(
                _html(numbers[viewer.user_id], titles[viewer.argument], site, viewer.language),
                {inbox_of(viewer.user_id), SITE},
            )
            for viewer in people
        }


def _titles(arguments):
    """The words of each: what its topics are called now, or those that were noted as the page was rendered."""
    topics = {argument: argument.split() for argument in arguments if not argument.startswith("=")}
    things = fragments.load({topic for names in topics.values() for topic in names})
    noted = {argument: argument[1:] for argument in arguments - topics.keys()}
    made = {argument: ", ".join(_called(name, things) for name in names) for argument, names in topics.items()}
    return {argument: mark_safe(title) for argument, title in (noted | made).items()}  # our token, our templates


def _called(topic, things):
    return fragments.title_of(topic, things.get(topic))


@lru_cache(1_000)
def _html(bell, title, site, _language):
    return render_to_string("notifications/bell.html#shown", {"bell": bell, "title": title, "site_name": site})


@shows.personal("inbox")
class InboxView(Personal):
    """A page of the list; the argument is its number."""

    def render(self, people):
        pages = pages_of({(viewer.user_id, viewer.argument) for viewer in people})
        return {
            viewer: Shown(
                render_to_string(
                    "notifications/inbox.html#list",
                    {"page": pages[viewer.user_id, viewer.argument], "live": True, "oob": True},
                ),
                {inbox_of(viewer.user_id)},
            )
            for viewer in people
        }
