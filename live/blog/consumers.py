"""A live blog's page: where it is in the blog, and what its writers ask for."""

from django.http import Http404

from live.blog import reading, rights, services
from live.blog.forms import EditForm, EntryForm
from live.blog.models import Blog, Entry
from live.blog.models.blogs import MANY
from live.blog.topics import Stance
from live.engine.consumers import LiveConsumer, action
from live.engine.fragments import state
from live.engine.topics import parse

AT_ONCE = 40  # entries that were held back; a page that has not seen more is quicker fetched anew


class BlogConsumer(LiveConsumer):
    """Answers are for this page alone; what happened to entries reaches every page by the blog's topic."""

    # Where the page is

    @action
    def top(self, data):
        """It is at its beginning again: what was held back is put there."""
        if not self.may_turn or self.view == "top":
            return None
        newest, desk = _number(data, "newest"), self.is_desk
        self.turn_to("top")
        entries = Entry.objects.readable_by(self.user).filter(blog=self.blog_id, number__gt=newest)
        held = list(entries.for_display().order_by("number")[: AT_ONCE + 1])
        if len(held) > AT_ONCE:
            return state("resync", delay=1)
        if not held:
            return self.render("blog/place.html#at_top")
        blog = held[0].blog
        more = {"blog": blog, "stretch": reading.edge(blog, added=len(held)), "desk": desk, "newest": held[-1].number}
        return self.render("blog/place.html#at_top", entries=held, **more)

    @action
    def reading(self, data):
        """It was scrolled down, and shows entries up to the newest that it names."""
        if not self.may_turn:
            return None
        newest = _number(data, "newest")
        self.turn_to(f"reading:{newest}")
        return self.render("blog/place.html#is_reading", newest=newest)

    def resumed(self):
        """How much is held back is counted once more where a page was loaded or was away while that changed."""
        if self.page.token.follows and self.made_for.startswith("past"):
            return self.held(Stance.read(self.made_for.partition(":")[2]).newest, "past")
        return None

    def held(self, newest, view):
        number = Entry.objects.published().filter(blog=self.blog_id, number__gt=newest)[:MANY].count()
        return self.render("blog/place.html#held", blog=Blog(slug=self.kwargs["slug"]), number=number, view=view)

    def views(self, fields):
        newest = fields.get("reading")
        if not self.may_turn or not newest:
            return {}
        return {self.topic: self.full(f"reading:{_number(fields, 'reading')}")}

    def turn_to(self, view):
        self.turn(self.topic, self.full(view))

    def full(self, view):
        return f"{view}:desk" if self.is_desk else view

    @property
    def topic(self):
        return self.page.token.follows[0][0]

    @property
    def blog_id(self):
        return parse(self.topic)[1]

    @property
    def made_for(self):
        """The view that the page was rendered in."""
        return self.page.token.follows[0][1]

    @property
    def is_desk(self):
        return self.made_for.endswith(":desk")

    @property
    def may_turn(self):
        """Page 2 and permalinks stay where they are."""
        return self.made_for.startswith("top")

    @property
    def view(self):
        """Nothing before a page has resumed: it may be in another view than it was made for."""
        view = self.page.views.get(self.topic, self.made_for if self.page.visit else "")
        return view.partition(":")[0]

    # Writing

    @action
    def publish_entry(self, data):
        blog = rights.published_blog(self.user, self.kwargs["slug"])
        form = EntryForm(data, blog=blog, author=self.user)
        if not form.is_valid():
            return self.render("blog/composer.html#errors", form=form, blog=blog)
        services.publish(form.save(), self.user)
        return self.render("blog/composer.html#errors", blog=blog)

    @action
    def edit_entry(self, data):
        """Without a body: the form for it; with one: save."""
        entry = self.own_entry(data)
        if "body" not in data:
            return self.editor(entry, EditForm(entry=entry), "innerHTML")
        form = EditForm(data, entry=entry, editor=self.user)
        if not (form.is_valid() and form.save()):
            return self.editor(form.entry, form, "innerMorph")
        return self.cancel_edit(data)

    def editor(self, entry, form, swap):
        return self.render("blog/entry.html#editor", entry=entry, form=form, swap=swap)

    @action
    def cancel_edit(self, data):
        return self.render("blog/entry.html#no_editor")

    @action
    def ask_delete(self, data):
        return self.render("blog/entry.html#confirm", entry=self.own_entry(data))

    @action
    def delete_entry(self, data):
        services.delete_entry(self.own_entry(data))
        return self.render("blog/entry.html#no_editor")

    @action
    def pin_entry(self, data):
        entry = self.published_entry(data)
        services.pin(entry, not entry.is_pinned)

    @action
    def key_entry(self, data):
        entry = self.published_entry(data)
        services.mark_key(entry, not entry.is_key)

    def own_entry(self, data):
        return rights.own_entry(self.user, self.kwargs["slug"], _number(data, "entry"))

    def published_entry(self, data):
        return rights.published_entry(self.user, self.kwargs["slug"], _number(data, "entry"))


def _number(data, name):
    """Raises Http404 for anything that is no number."""
    try:
        return max(0, min(int(data[name]), 2**31))
    except (KeyError, TypeError, ValueError):
        raise Http404 from None
