"""What the front page shows of the live blogs."""

from live.blog.models import Blog

SHOWN = 5


def section(user):
    """The template and its context: what is live now."""
    blogs = Blog.objects.visible_to(user).filter(state=Blog.State.LIVE).order_by("-coverage_start")[:SHOWN]
    return "blog/home.html", {"live_blogs": blogs}
