"""How pages show what the live blogs let them follow.

A reader's page is in one of three views of its blog. Their arguments, with colons between: the number of the newest
entry that there was when the page stopped, `m` and the key of an entry that the page marks, and `desk` on pages of who
may change entries.
"""

from typing import NamedTuple

from django.template.loader import render_to_string

from live.blog import reading, shelf
from live.blog.models import Blog, Desk, Entry
from live.blog.services.ground import EVERYBODY
from live.engine.fragments import Personal, Shown, View, shows
from live.engine.topics import parse


class Stance(NamedTuple):
    """What a view's argument says: `12:m7:desk`. Without a number nothing is held back."""

    newest: int | None
    marked: int
    desk: bool

    @classmethod
    def read(cls, argument):
        parts = argument.split(":")
        numbers = [int(part) for part in parts if part.isdigit()]
        marked = [int(part[1:]) for part in parts if part[:1] == "m" and part[1:].isdigit()]
        return cls(numbers[0] if numbers else None, marked[0] if marked else 0, "desk" in parts)


class Coverage(View):
    """What all views of a blog have in common."""

    counted = True

    def render(self, happened, objects, topic, argument):
        stance = Stance.read(argument)
        parts = [self.part(verb, subject, objects, stance) for verb, subject in happened]
        return "".join([*parts, self.ending(happened, objects, topic, stance)])

    def part(self, verb, subject, objects, stance):
        thing = objects.get(subject)
        if isinstance(thing, Entry) and not thing.is_published:
            return ""
        if verb == "added" and stance.newest is not None:
            verb = "changed"  # the page may have it all the same, if it came while the page turned
        return self.fragment(verb, subject, objects, desk=stance.desk, marked=stance.marked)

    def ending(self, happened, objects, topic, stance):
        return ""


class Beginning(Coverage):
    """The newest page, as long as a fresh one: what is taken out above comes in below, and the other way round."""

    def ending(self, happened, objects, topic, stance):
        if ("news", topic) not in happened or topic not in objects:
            return ""
        blog = objects[topic]
        edge = reading.edge(blog, stance.newest, sum(verb == "added" for verb, _ in happened))
        gone = sum(verb == "removed" or subject not in objects for verb, subject in happened)
        missing = [blog.newest_entries.get(number) for number in edge.numbers[-gone:]] if gone else []
        context = {"blog": blog, "stretch": edge, "missing": list(filter(None, missing)), "desk": stance.desk}
        return render_to_string("blog/place.html#edge", context | {"live": True})


@shows("blog.blog", "top")
class Top(Beginning):
    """The beginning of the newest page: new entries are put there, and the page says so if it is scrolled by then."""

    def ending(self, happened, objects, topic, stance):
        return super().ending(happened, objects, topic, stance) + self.moved(happened, objects)

    def moved(self, happened, objects):
        added = [objects[name].number for verb, name in happened if verb == "added" and _is_shown(name, objects)]
        return render_to_string("blog/place.html#moved", {"newest": max(added), "live": True}) if added else ""


def _is_shown(subject, objects):
    return parse(subject)[0] is Entry and subject in objects and objects[subject].is_published


@shows("blog.blog", "reading")
class Reading(Beginning):
    """Further down on the newest page: what is new is counted, so that nothing moves."""

    def ending(self, happened, objects, topic, stance):
        return super().ending(happened, objects, topic, stance) + held(happened, objects, topic, stance, "reading")


@shows("blog.blog", "past")
class Past(Coverage):
    """An older stretch of entries, as of a permalink: what is new is counted, and is on another page."""

    def ending(self, happened, objects, topic, stance):
        return held(happened, objects, topic, stance, "past")


def held(happened, objects, topic, stance, view):
    """How much a page does not show."""
    if ("news", topic) not in happened or topic not in objects:
        return ""
    blog = objects[topic]
    context = {"blog": blog, "number": blog.newer_than(stance.newest or 0), "view": view}
    return render_to_string("blog/place.html#held", context)


@shows("blog.desk", "desk")
class Drafts(View):
    """What is not published, beside the blog on pages of its writers: the whole list, whatever happened in it."""

    outlives_rights = True  # who writes here no more goes on reading

    def render(self, happened, objects, topic, argument):
        desk = Desk.objects.select_related("blog").filter(pk=parse(topic)[1]).first()
        return render_to_string("blog/desk.html#changed", {"desk": desk, "live": True}) if desk else ""


class WholeList:
    def shown(self, blogs):
        return render_to_string("blog/blogs.html#changed", {"blogs": blogs, "live": True})


class OnTheFrontPage:
    def shown(self, blogs):
        return render_to_string("blog/home.html#changed", {"section": {"blogs": shelf.live_now(blogs)}, "live": True})


class ForStrangers(View):
    """What is public."""

    def render(self, happened, objects, topic, argument):
        if not any(parse(subject)[0] is Blog for _, subject in happened):
            return ""
        return self.shown(shelf.in_order(Blog.objects.filter(is_public=True)))


class ForPeople(Personal):
    """What each may read now; those who see the same share a rendering."""

    def render(self, people):
        seen, html = shelf.seen_by({viewer.user_id for viewer in people}), {}
        for blogs in map(tuple, seen.values()):
            html[blogs] = html.get(blogs) or self.shown(blogs)
        return {viewer: Shown(html[tuple(seen[viewer.user_id])], {EVERYBODY}) for viewer in people}


@shows("accounts.site", "blogs")
class PublicBlogs(WholeList, ForStrangers):
    pass


@shows.personal("blogs")
class OwnBlogs(WholeList, ForPeople):
    pass


@shows("accounts.site", "live_blogs")
class PublicLiveBlogs(OnTheFrontPage, ForStrangers):
    pass


@shows.personal("live_blogs")
class OwnLiveBlogs(OnTheFrontPage, ForPeople):
    pass
