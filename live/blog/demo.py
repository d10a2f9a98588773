"""The live blogs of the demo data: the same each time."""

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from live.blog.models import Entry
from live.blog.services import create_blog, seat
from live.search.services import reindex

LAUNCH = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)

MORNING = """Good morning from the hall
Doors open at nine, the first talk begins at half past."""
FIGURES = """Three figures from the talk

- one rendering for an update, however many read it
- no script of our own
- nothing lost after a restart"""
HOW_TO = (
    "How to follow today\nNew entries appear here by themselves. If you are reading further down, nothing moves: "
    "a button at the top says how many are waiting."
)
OUT = """Townhall is out
Version 0.1 can be downloaded now. The handbook says how to begin: https://docs.djangoproject.com/"""
PATCH = """A first patch
Somebody in row five has found a typing mistake, and sent the mend before the talk was over."""

# Minutes after the beginning, who, what; marks
LAUNCH_DAY = [
    (0, "ada", MORNING, ""),
    (34, "ada", "The queue is around the corner. Bring a coat.", ""),
    (61, "ada", "Doors are open\nThe first hundred are in, and the coffee holds.", "key"),
    (74, "grace", "A word on the stream: those at home see what we see, ten seconds later.", ""),
    (92, "ada", "The first talk has begun: *what a page is when it never goes stale*.", ""),
    (118, "grace", FIGURES, ""),
    (140, "ada", "> It is just HTML, all the way.\n\nThat got the first applause of the day.", ""),
    (165, "grace", HOW_TO, "pinned"),
    (187, "ada", OUT, "key"),
    (203, "ada", "Lunch. Soup, bread, and a long line for both.", ""),
    (255, "grace", "The workshop is full; another one begins at four in the small room.", ""),
    (281, "ada", PATCH, "key"),
]
RETROSPECTIVE = [
    "Looked at note {0}: kept.",
    "Note {0}\nIt was about the hall. We agreed to ask again in spring.",
    "What went well in week {0}: the lists, the tea, the quiet.",
    "Week {0} in one sentence: fewer meetings, more done.",
    "Open after note {0}: who writes the summary?",
]
BACKSTAGE = [
    (0, "ada", "For editors only\nPlans for the next live blog go here.", ""),
    (12, "admin", "Who takes the morning?", ""),
]


def make(people):
    about = {"takes_comments": True, "coverage_start": LAUNCH}
    launch = create_blog("Launch day", "The day Townhall came out, as it happened.", **about)
    fill(launch, LAUNCH_DAY, people, LAUNCH)
    seat(launch, people["grace"], "contributor")
    look_back = create_blog("Retrospective", "Ninety days, looked at note by note.", coverage_start=LONG_AGO)
    notes = [
        (
            53 * number,
            ["ada", "grace", "ada"][number % 3],
            RETROSPECTIVE[number % 5].format(number + 1),
            "key" * (number % 30 == 4),
        )
        for number in range(120)
    ]
    fill(look_back, notes, people, LONG_AGO)
    look_back.state, look_back.coverage_end = "archived", LONG_AGO + timedelta(minutes=53 * 120)
    look_back.save()
    backstage = create_blog("Backstage", "", is_public=False, coverage_start=LAUNCH)
    fill(backstage, BACKSTAGE, people, LAUNCH)
    reindex("blog.entry")


def fill(blog, told, people, beginning):
    rows = [
        Entry(
            blog=blog,
            number=number,
            uid=uuid5(NAMESPACE_URL, f"townhall:{blog.slug}:{number}"),
            body=body,
            creator=people[name],
            editor=people[name],
            state=Entry.State.PUBLISHED,
            created_at=beginning + timedelta(minutes=minutes),
            published_at=beginning + timedelta(minutes=minutes),
            is_key=marks == "key",
            is_pinned=marks == "pinned",
        )
        for number, (minutes, name, body, marks) in enumerate(told, start=1)
    ]
    Entry.objects.quietly().bulk_create(rows)
    links = Entry.authors.through
    links.objects.bulk_create(links(entry_id=row.pk, user_id=row.creator_id) for row in rows)
    blog.last_number, blog.touched_at = len(rows), rows[-1].published_at
    blog.save()
