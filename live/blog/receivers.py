"""What live blogs do when people change."""

from django.dispatch import receiver

from live.accounts.signals import profile_changed
from live.blog import services
from live.engine import changes


@receiver(profile_changed)
def show_the_new_name(user, **_):
    """In each blog where the person is named."""
    if blogs := list(services.blogs_of(user)):
        services.touch(blogs)
        changes.record("changed", user, on=blogs)
