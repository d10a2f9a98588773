"""What people and the search are told of entries."""

from live.notifications.services import notify, withdraw, withdraw_all, withdraw_unseen_among


def published(entry, editor=None):
    """To who wrote it, if somebody else has published it; nobody needs to look at it any more."""
    withdraw(entry)
    notify("published", [entry.creator_id], entry, entry.get_absolute_url(), actor=editor, **_details(entry))


def submitted(entry, editors):
    """To those who publish in the blog."""
    notify("submitted", editors, entry, f"{entry.path}edit/", actor=entry.creator, **_details(entry))


def withdrawn(entry):
    """Nobody needs to look at it, or can."""
    withdraw(entry)


def all_withdrawn(entries):
    """The same of several."""
    withdraw_all(entries)


def only_who_sees_them(entries):
    """Fewer people may read these than before."""
    withdraw_unseen_among(entries)


def _details(entry):
    return {"headline": entry.headline, "blog": entry.blog.title}
