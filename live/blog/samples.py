"""The live blogs' fragments in their states, from blogs and entries that are nowhere else."""

from datetime import UTC, datetime, timedelta

from live.accounts.models import User
from live.accounts.samples import person
from live.blog import reading
from live.blog.forms import EditForm, EntryForm
from live.blog.models import Blog, Desk, Entry
from live.engine.sample import Sample
from live.files.uploads import File

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONG = "A long update, with what happened and what came of it, and nobody to say when it is enough. " * 30
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
MARKDOWN = """Three figures from the **talk**

1. one rendering for an update
2. no script of our own, see <https://example.org/>
3. > nothing lost after a restart

```
make run
```"""
ARABIC = "بدأت المباراة\nالنتيجة 0 - 0 بعد خمس دقائق (ملعب A)."
PICTURE = File("aa", "hall.png", 81_000, "png", 1600, 1000)
GOAL = "Goal!\nBy number nine, after a pass from the left."

FEED = '<div class="blog"><div class="blog__main"><div class="entries" id="entries">{}</div></div></div>'
SIDE = '<aside class="blog__side">{}</aside>'
MAIN = '<div class="blog__main">{}</div>'


def blog(title="The match", entries=(), **fields):
    blog = Blog(**{"pk": 5, "slug": "the-match", "title": title, "coverage_start": NOON} | fields)
    blog.site_name = "Townhall"
    blog.highlights = list(entries)
    blog.young_entries = list(entries)
    return blog


def archived(**fields):
    return blog(state=Blog.State.ARCHIVED, coverage_end=NOON + timedelta(hours=2), **fields)


def entry(body=GOAL, author="ada", pk=17, of=None, **fields):
    usual = {"number": pk, "state": Entry.State.PUBLISHED, "published_at": NOON, "creator_id": 1, "editor": person()}
    entry = Entry(**{"pk": pk, "blog": of or blog(), "body": body} | usual | fields)
    entry.people = [person(name) for name in author.split()]
    return entry


def young():
    """Of three minutes ago, whenever that is."""
    return entry(published_at=datetime.now(UTC) - timedelta(minutes=3), pk=31)


def items():
    yield "usual", lambda: entry()
    yield "one line", lambda: entry("Lunch. Soup, bread, and a long line for both.", "grace", 18)
    yield "long text", lambda: entry(LONG, "long", 19)
    yield "long word", lambda: entry(f"{WORD}\n{WORD}", "linus", 20)
    yield "markdown", lambda: entry(MARKDOWN, "grace", 21)
    yield "right-to-left", lambda: entry(ARABIC, "noor", 22)
    yield "edited", lambda: entry(edited_at=NOON + timedelta(minutes=4), pk=23)
    yield "key event", lambda: entry(is_key=True, pk=24)
    yield "reader's comment", lambda: entry("What about those at home?", "linus", 27, is_comment=True)
    yield "several authors", lambda: entry(author="ada grace noor", pk=25)
    yield "picture", lambda: entry(files=[PICTURE], alts={"aa": "The hall, half full"}, pk=26)


def on_page(entry, **others):
    return {"entry": entry, "path": entry.path, "desk": False, "marked": 0, "swap": "", "swap_age": False} | others


ENTRIES = [
    *(Sample("blog/entry.html#item", state, lambda it=it: on_page(it()), FEED) for state, it in items()),
    Sample("blog/entry.html#age", "young", lambda: on_page(young())),
    Sample("blog/entry.html#item", "marked", lambda: on_page(entry(pk=28), marked=28), FEED),
    Sample("blog/entry.html#item", "with tools", lambda: on_page(entry(pk=29, is_pinned=True), desk=True), FEED),
    *(
        Sample(f"blog/entry.html#{verb}", "usual", lambda: on_page(entry()), FEED)
        for verb in ("added", "changed", "removed")
    ),
    Sample("blog/entry.html#confirm", "usual", lambda: {"entry": entry()}),
    Sample("blog/entry.html#confirm", "long text", lambda: {"entry": entry(LONG)}),
    Sample("blog/entry.html#no_editor"),
    Sample(
        "blog/feed_entry.html",
        "picture",
        lambda: {"entry": entry(files=[PICTURE], alts={"aa": "The hall"}), "path": "/"},
    ),
]


def editing(entry, data=None, newer=None):
    form = EditForm(data, entry=entry)
    form.newer = newer
    return {"entry": entry, "form": form, "swap": "innerHTML"}


def writing(data=None, **others):
    form = EntryForm(data, blog=blog(), author=person()) if data else EntryForm.fresh(blog(), person())
    form.fields["authors"].queryset = User.objects.none()
    return {
        "blog": blog(),
        "form": form,
        "entry": entry(),
        "desk": True,
        "preview": None,
        "done": "",
        "focus": False,
    } | others


def refused():
    return writing({"body": "", "nonce": "n"})


FORMS = [
    Sample("blog/entry.html#editor", "usual", lambda: editing(entry())),
    Sample("blog/entry.html#editor", "error", lambda: editing(entry(), {"body": "", "version": "1"})),
    Sample("blog/entry.html#editor", "outdated", lambda: editing(entry(), newer=entry("Goal, or not?", pk=18))),
    Sample("blog/composer.html#box", "editor", writing, MAIN),
    Sample("blog/composer.html#box", "contributor", lambda: writing(desk=False), MAIN),
    Sample("blog/composer.html#box", "error", refused, MAIN),
    Sample("blog/composer.html#box", "sent", lambda: writing(done="Published.", focus=True), MAIN),
    Sample("blog/composer.html#errors", "error", refused, MAIN),
    Sample("blog/composer.html#preview", "usual", lambda: writing(preview=entry(MARKDOWN).whole_html), MAIN),
    Sample("blog/composer.html#preview", "empty", writing, MAIN),
]


def drafts():
    desk = Desk(pk=5, blog=blog())
    desk.drafts = [
        entry("Waiting for an editor", "grace", 41, state=Entry.State.SUBMITTED),
        entry("For later", pk=42, state=Entry.State.SCHEDULED, publish_at=NOON + timedelta(days=1)),
        entry(LONG, "long", 43, state=Entry.State.DRAFT),
        entry(ARABIC, "noor", 44, state=Entry.State.DRAFT),
        entry("What about those at home?", "linus", 45, state=Entry.State.SUBMITTED, is_comment=True),
    ]
    return {"desk": desk, "oob": False}


def no_drafts():
    context = drafts()
    context["desk"].drafts = []
    return context


def held(number, view="reading"):
    return {"blog": blog(), "number": number, "view": view}


def put_in(*entries):
    edge = reading.Edge([18, 17], [16])
    more = {"blog": blog(), "stretch": edge, "newest": 18, "desk": False, "marked": 0, "swap": ""}
    return more | {"entries": entries, "missing": entries, "since": []}


PLACES = [
    Sample("blog/place.html", "usual", lambda: {"newest": 12, "reading": "", "oob": False}),
    Sample("blog/place.html#moved", "usual", lambda: {"newest": 13}),
    Sample("blog/place.html#is_reading", "usual", lambda: {"newest": 13}),
    Sample("blog/place.html#held", "one", lambda: held(1), MAIN),
    Sample("blog/place.html#held", "many", lambda: held(300, "past"), MAIN),
    Sample("blog/place.html#held", "nothing", lambda: held(0), MAIN),
    Sample("blog/place.html#edge", "usual", lambda: put_in(entry()), FEED),
    Sample("blog/place.html#at_top", "usual", lambda: put_in(entry(pk=18)), FEED),
    Sample("blog/place.html#at_top", "nothing new", put_in, FEED),
]


def marked_entries():
    told = [
        entry(pk=51, is_key=True),
        entry(MARKDOWN, pk=52, is_key=True, is_pinned=True),
        entry(ARABIC, pk=53, is_key=True),
    ]
    return {"blog": blog(entries=told)}


def stretch(**others):
    entries = [entry(pk=62), entry(MARKDOWN, "grace", 61)]
    return {
        "blog": blog(),
        "stretch": reading.Stretch(entries, True, True),
        "desk": False,
        "marked": 0,
        "since": [],
    } | others


def listed():
    long = blog(WORD[:100], slug="long", description=LONG[:500])
    return {
        "blogs": [blog(), blog("للمحررين", slug="backstage", is_public=False), long, archived(slug="old")],
        "oob": False,
    }


BLOGS = [
    Sample("blog/blog.html#more", "usual", stretch, FEED),
    Sample("blog/blog.html#next", "usual", stretch, MAIN),
    Sample("blog/blog.html#changed", "usual", lambda: {"blog": blog(description="As it happens.")}),
    Sample("blog/blog.html#changed", "long title", lambda: {"blog": blog(WORD[:100], description=LONG[:500])}),
    Sample("blog/blog.html#changed", "takes comments", lambda: {"blog": blog(takes_comments=True)}),
    Sample("blog/blog.html#changed", "not public", lambda: {"blog": blog(is_public=False)}),
    Sample("blog/blog.html#highlights", "usual", marked_entries, SIDE),
    Sample("blog/blog.html#highlights", "none", lambda: {"blog": blog()}, SIDE),
    Sample("blog/blog.html#minute", "usual", lambda: {"blog": blog(entries=[young()])}, FEED),
    Sample("blog/blog.html#over", "archived", lambda: {"blog": archived()}),
    Sample("blog/blog.html#reopened", "usual", lambda: {"blog": blog()}),
    Sample("blog/blog.html#news"),
    Sample("blog/blog.html#readers", "one", lambda: {"number": 1, "topic": "blog.blog.5"}),
    Sample("blog/blog.html#readers", "many", lambda: {"number": 5_000, "topic": "blog.blog.5"}),
    Sample("blog/desk.html#list", "usual", drafts, SIDE),
    Sample("blog/desk.html#changed", "empty", no_drafts, SIDE),
    Sample("blog/desk.html#removed"),
    Sample("blog/blogs.html#item", "usual", lambda: {"blog": blog()}, '<ul class="list">{}</ul>'),
    Sample("blog/blogs.html#changed", "usual", listed),
    Sample("blog/blogs.html#changed", "empty", lambda: {"blogs": [], "oob": False}),
    Sample("blog/home.html", "usual", lambda: {"section": {"blogs": [blog()]}, "oob": False}),
    Sample("blog/home.html#changed", "empty", lambda: {"section": {"blogs": []}}),
    Sample("blog/found.html", "usual", lambda: {"thing": entry(), "snippet": "By number nine, after a pass …"}),
]

SAMPLES = [*ENTRIES, *FORMS, *PLACES, *BLOGS]
