"""Who may no longer follow a topic: looked up where its log says that rights have changed."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser

from live.engine import topics
from live.engine.audiences import Page
from live.engine.changes import Entry


def barred(topic: str, entries: Iterable[Entry], pages: Iterable[Page]) -> set[Page]:
    """Of the pages of a topic those whose person may not see it now.

    A change with the verb `rights` says whose rights may have changed: its subject is a person, or the topic's own
    object for everybody. Without one nothing is looked up.
    """
    subjects = {entry.subject for entry in entries if entry.verb == "rights"}
    concerned = {page for page in pages if _concerns(page, topic, subjects)} if subjects else set()
    allowed = _allowed(topic, {page.user_id for page in concerned})
    return {page for page in concerned if page.user_id not in allowed}


def _concerns(page: Page, topic: str, subjects: set[str]) -> bool:
    person = f"{get_user_model()._meta.label_lower}.{page.user_id}"
    return topic in subjects or person in subjects


def _allowed(topic: str, user_ids: set[int | None]) -> set[int | None]:
    people = get_user_model()._default_manager.in_bulk([user_id for user_id in user_ids if user_id])
    users = [*people.values(), AnonymousUser()] if user_ids else []
    return {user.pk for user in users if topics.visible({topic}, user)}
