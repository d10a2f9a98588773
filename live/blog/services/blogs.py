"""Beginning live blogs, changing them, and their end."""

from django.db import transaction
from django.utils import timezone

from live.blog import telling
from live.blog.models import Blog, Desk
from live.blog.services.ground import EVERYBODY, hold_with_the_list, put
from live.blog.slugs import slug_for
from live.engine import changes
from live.engine.topics import name_of
from live.files import store
from live.search import services as search


@transaction.atomic
def create_blog(title, description="", is_public=True, **more):
    changes.lock(EVERYBODY)
    blog = Blog.objects.create(
        title=title, description=description, is_public=is_public, slug=slug_for(title, _slugs_like), **more
    )
    Desk.objects.create(blog=blog)
    changes.record("added", blog, on=EVERYBODY)
    return blog


@transaction.atomic
def change_blog(blog, **values):
    """Its title, its description, or who may read it."""
    hold_with_the_list(blog)
    hidden = blog.is_public and values.get("is_public") is False
    put(blog, touched_at=timezone.now(), **values)
    if hidden:
        telling.only_who_sees_them(blog.entries.all())
    happened = [("changed", blog, topic) for topic in (EVERYBODY, blog)]
    changes.record_all(happened + ([("rights", blog, blog)] if hidden else []))


@transaction.atomic
def archive(blog):
    """The coverage has ended: the editor closes, pages stay as they are and are live no more."""
    _turn(blog, "over", state=Blog.State.ARCHIVED, coverage_end=timezone.now())


@transaction.atomic
def reopen(blog):
    _turn(blog, "reopened", state=Blog.State.LIVE, coverage_end=None)


def _turn(blog, verb, **values):
    hold_with_the_list(blog)
    other = Blog.objects.quietly().filter(pk=blog.pk).exclude(state=values["state"])
    if other.update(touched_at=timezone.now(), **values):
        blog.refresh_from_db()
        changes.record_all([("changed", blog, EVERYBODY), (verb, blog, blog)])


@transaction.atomic
def delete_blog(blog):
    hold_with_the_list(blog)
    gone, desk, entries = name_of(blog), name_of(blog.desk), blog.entries.all()
    search.drop_all(entries)
    telling.all_withdrawn(entries)
    store.remove_after_commit(file.key for entry in entries for file in entry.files)
    blog.delete()
    changes.record_all([("removed", gone, EVERYBODY), ("removed", gone, gone), ("removed", desk, desk)])


def _slugs_like(beginning):
    return set(Blog.objects.filter(slug__startswith=beginning).values_list("slug", flat=True))
