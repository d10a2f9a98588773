"""The live blogs' fragments in their states, from blogs and entries that are nowhere else."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from live.accounts.samples import person
from live.blog.forms import EditForm, EntryForm
from live.blog.models import Blog, Desk, Entry
from live.blog.reading import Edge, Stretch
from live.engine.sample import Sample
from live.files.uploads import File
from live.text.markdown import to_html

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SHORT = "The doors are open.\n\nSome forty people are in the hall."
LONG = "What was said, and what was meant by it\n\n" + "There was a long answer to a short question. " * 60
ARABIC = "فتحت الأبواب\n\nنحو أربعين شخصًا في القاعة الآن."
PICTURE = File("aa", "hall.png", 81_000, "png", 1600, 1000)
ENTRIES = '<div class="entries" id="entries" role="feed" aria-label="Entries">{}</div>'


def blog(title="Launch day", slug="launch-day", **fields):
    blog = Blog(pk=3, slug=slug, title=title, description="All day from the hall.", coverage_start=NOON, **fields)
    blog.site_name, blog.highlights, blog.young_entries = "Townhall", [], []
    return blog


def archived():
    return blog(state=Blog.State.ARCHIVED, coverage_end=NOON + timedelta(hours=6))


def entry(body=SHORT, pk=7, author="ada", of=None, **fields):
    published = {"state": Entry.State.PUBLISHED, "number": pk, "published_at": NOON}
    entry = Entry(pk=pk, blog=of or blog(), body=body, **published | fields)
    entry.people = [person(author)]
    return entry


def items():
    yield "usual", entry()
    yield "without a headline", entry("Tea is at four.", 8)
    yield "long text", entry(LONG, 9, "long")
    yield "right-to-left", entry(ARABIC, 10, "noor")
    yield "key event", entry(pk=11, is_key=True)
    yield "edited", entry(pk=12, edited_at=NOON)
    yield "picture", entry(pk=13, files=[PICTURE], alts={"aa": "The hall, half full"})


def highlighted():
    of = blog()
    of.highlights = [entry(pk=14, is_pinned=True), entry(LONG, 15, is_key=True), entry(pk=16, is_key=True)]
    return {"blog": of}


def young():
    of = blog()
    of.young_entries = [entry(pk=17, of=of, published_at=timezone.now() - timedelta(minutes=5))]
    return {"blog": of}


def desk():
    desk = Desk(pk=3, blog=blog())
    desk.drafts = [
        entry(pk=18, state=Entry.State.SUBMITTED, number=None),
        entry(LONG, 19, state=Entry.State.SCHEDULED, publish_at=NOON),
        entry(ARABIC, 20, "noor", state=Entry.State.DRAFT),
    ]
    return desk


def no_drafts():
    desk = Desk(pk=3, blog=blog())
    desk.drafts = []
    return desk


def form(body=None):
    """The composer's, with nobody to choose as an author."""
    form = EntryForm(body and {"body": body[0]}, blog=blog(), author=person(), initial={"nonce": "nonce"})
    form.fields["authors"].queryset = get_user_model().objects.none()
    return form


def writing(**others):
    return {"blog": blog(), "form": form(), "desk": True, "preview": None, "entry": None, "done": ""} | others


def editing(entry, data=None):
    return {"entry": entry, "form": EditForm(data, entry=entry), "swap": "innerHTML"}


def outdated():
    context = editing(entry(), {"body": SHORT, "version": "1"})
    context["form"].newer = entry(LONG, 7)
    context["form"].newer.editor = person("grace")
    return context


def read(**others):
    return {"blog": blog(), "stretch": Stretch([entry(pk=21)], True, True), "since": [], "marked": 0} | others


def edge(*missing):
    return {"blog": blog(), "stretch": Edge([21, 20], [1]), "missing": list(missing), "marked": 0, "desk": False}


def returned():
    return {"entries": [entry()], "reading": "", "newest": 7}


def held(number, view="reading"):
    return {"blog": blog(), "number": number, "view": view}


ITEMS = [
    *(
        Sample("blog/entry.html#item", state, lambda it=it: {"entry": it, "desk": False}, ENTRIES)
        for state, it in items()
    ),
    Sample("blog/entry.html#item", "for its editors", lambda: {"entry": entry(pk=22), "desk": True}, ENTRIES),
    Sample("blog/entry.html#item", "marked", lambda: {"entry": entry(pk=23), "marked": 23}, ENTRIES),
    Sample("blog/entry.html#age", "5 minutes", lambda: {"entry": young()["blog"].young_entries[0], "swap_age": True}),
    *(
        Sample(f"blog/entry.html#{verb}", "usual", lambda: {"entry": entry(), "desk": False, "marked": 0}, ENTRIES)
        for verb in ("added", "changed", "removed")
    ),
    Sample("blog/entry.html#editor", "usual", lambda: editing(entry())),
    Sample("blog/entry.html#editor", "error", lambda: editing(entry(), {"body": "", "version": "1"})),
    Sample("blog/entry.html#editor", "saved by another", outdated),
    Sample("blog/entry.html#confirm", "usual", lambda: {"entry": entry()}),
    Sample("blog/entry.html#no_editor"),
]
BLOGS = [
    Sample("blog/blog.html#state", "live", lambda: {"blog": blog()}),
    Sample("blog/blog.html#state", "archived", lambda: {"blog": archived()}),
    Sample("blog/blog.html#state", "not public", lambda: {"blog": blog(is_public=False)}),
    Sample("blog/blog.html#readers", "one", lambda: {"number": 1, "topic": ""}),
    Sample("blog/blog.html#readers", "many", lambda: {"number": 4321, "topic": ""}),
    Sample("blog/blog.html#changed", "usual", lambda: {"blog": blog()}),
    Sample("blog/blog.html#changed", "long name", lambda: {"blog": blog("Donaudampfschifffahrts" * 4)}),
    Sample("blog/blog.html#highlights", "usual", highlighted),
    Sample("blog/blog.html#highlights", "none", lambda: {"blog": blog()}),
    Sample("blog/blog.html#minute", "usual", young),
    Sample("blog/blog.html#over", "usual", lambda: {"blog": archived()}),
    Sample("blog/blog.html#reopened", "usual", lambda: {"blog": blog()}),
    Sample("blog/blog.html#more", "usual", read, ENTRIES),
    Sample("blog/blogs.html#changed", "usual", lambda: {"blogs": [blog(), archived(), blog(is_public=False)]}),
    Sample("blog/blogs.html#changed", "empty", lambda: {"blogs": []}),
    Sample("blog/desk.html#changed", "usual", lambda: {"desk": desk()}),
    Sample("blog/desk.html#changed", "empty", lambda: {"desk": no_drafts()}),
]
PLACES = [
    Sample("blog/place.html#moved", "usual", lambda: {"newest": 21}),
    Sample("blog/place.html#edge", "nothing gone", edge),
    Sample("blog/place.html#edge", "one gone", lambda: edge(entry(pk=24))),
    Sample("blog/place.html#at_top", "usual", lambda: edge() | {"entries": [entry()], "reading": "", "newest": 7}),
    Sample("blog/place.html#is_reading", "usual", lambda: {"newest": 21}),
    Sample("blog/place.html#held", "one", lambda: held(1)),
    Sample("blog/place.html#held", "several", lambda: held(12, "past")),
    Sample("blog/place.html#held", "none", lambda: held(0)),
]
COMPOSERS = [
    Sample("blog/composer.html#box", "usual", writing),
    Sample("blog/composer.html#box", "contributor", lambda: writing(desk=False, done="Submitted.")),
    Sample("blog/composer.html#box", "error", lambda: writing(form=form([""]), focus=True)),
    Sample("blog/composer.html#box", "preview", lambda: writing(preview=to_html(SHORT))),
    Sample("blog/composer.html#errors", "usual", lambda: {"form": form([""])}),
]
SAMPLES = [*ITEMS, *BLOGS, *PLACES, *COMPOSERS]
