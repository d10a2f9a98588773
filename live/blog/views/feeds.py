"""Feeds, and whether what a reader has of one is still the newest."""

from datetime import timedelta
from hashlib import sha256

from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from live.blog import feeds
from live.blog.rights import visible_blog
from live.engine.build import build

SHORT = timedelta(seconds=1)  # what HTTP can tell apart


def _feed(write):
    @require_safe
    def view(request, slug):
        """Nobody keeps a feed without asking whether it has changed; one that is not public is nobody else's."""
        blog = visible_blog(request.user, slug)
        etag, moment = _etag(request, blog), _changed_at(blog)
        response = get_conditional_response(request, etag, moment) or write(request, blog, feeds.entries_of(blog))
        response["ETag"] = etag
        if moment:
            response["Last-Modified"] = http_date(moment)
        patch_cache_control(response, no_cache=True, **({"public": True} if blog.is_public else {"private": True}))
        return response

    return view


def _etag(request, blog):
    parts = (request.build_absolute_uri(), blog.pk, blog.touched_at, blog.site_name, build())
    return f'"{sha256(" ".join(map(str, parts)).encode()).hexdigest()[:24]}"'


def _changed_at(blog):
    """In seconds since 1970; nothing while another change would have the same moment."""
    return int(blog.touched_at.timestamp()) if timezone.now() - blog.touched_at > SHORT else None


rss = _feed(feeds.rss)
atom = _feed(feeds.atom)
json = _feed(feeds.json_feed)
