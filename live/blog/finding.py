"""How the search finds what was published."""

from django.utils.translation import gettext_lazy as _

from live.blog.models import Entry
from live.search import services as search
from live.search.kinds import register


def put(entry):
    search.put(entry, entry.text, entry.headline)


def rows():
    published = Entry.objects.filter(state=Entry.State.PUBLISHED).order_by("published_at")
    return ((entry, entry.text, entry.headline) for entry in published.iterator())


register("blog.entry", lambda user: Entry.objects.readable_by(user), "blog/found.html", _("Entries"), rows)
