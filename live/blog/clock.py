"""What is done by the clock: scheduled entries appear, and ages of new ones stay true."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from live.blog import services
from live.blog.models import Blog, Entry
from live.engine import changes
from live.engine.schedule import every

YOUNG = timedelta(minutes=62)  # until after an age is told no more


@every(2)
def publish_due():
    services.publish_due()


@every(2)
def tell_the_minute():
    """Ages of new entries are other ones now. Of several processes one says so."""
    minute = int(timezone.now().timestamp() // 60)
    young = Entry.objects.published().filter(published_at__gt=timezone.now() - YOUNG)
    for blog in Blog.objects.filter(state=Blog.State.LIVE, minute__lt=minute, pk__in=young.values("blog")):
        _tell(blog, minute)


@transaction.atomic
def _tell(blog, minute):
    changes.lock(blog)
    if Blog.objects.quietly().filter(pk=blog.pk, minute__lt=minute).update(minute=minute):
        changes.record("minute", blog, on=blog)
