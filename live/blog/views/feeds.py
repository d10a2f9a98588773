"""Feeds, and whether what a reader has of one is still the newest."""

from hashlib import sha256

from django.views.decorators.http import condition, require_safe

from live.blog import feeds
from live.blog.views.blogs import visible_blog
from live.engine.build import build


def _etag(request, slug):
    blog = visible_blog(request, slug)
    parts = (request.build_absolute_uri(), blog.pk, blog.touched_at, build())
    return f'"{sha256(" ".join(map(str, parts)).encode()).hexdigest()[:24]}"'


def _changed_at(request, slug):
    return visible_blog(request, slug).touched_at.replace(microsecond=0)


def _feed(write):
    @require_safe
    @condition(etag_func=_etag, last_modified_func=_changed_at)
    def view(request, slug):
        blog = visible_blog(request, slug)
        return write(request, blog, feeds.entries_of(blog))

    return view


rss = _feed(feeds.rss)
atom = _feed(feeds.atom)
json = _feed(feeds.json_feed)
