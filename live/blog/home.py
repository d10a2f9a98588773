"""What the front page shows of the live blogs."""

from live.blog.models import Blog

SHOWN = 5


def section(user):
    """What is live now."""
    blogs = Blog.objects.visible_to(user).filter(state=Blog.State.LIVE).order_by("-coverage_start")[:SHOWN]
    return {"live_blogs": blogs}
