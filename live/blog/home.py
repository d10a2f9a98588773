"""What the front page shows of the live blogs: those that are live now."""

from live.blog import shelf
from live.blog.models import Blog


def live(user):
    return shelf.followed(user, "live_blogs")


def section(user):
    return {"blogs": shelf.live_now(shelf.in_order(Blog.objects.visible_to(user)))}
