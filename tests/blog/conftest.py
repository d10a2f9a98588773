from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from live.blog import services
from live.blog.consumers import BlogConsumer
from live.engine import changes, rendering
from live.engine.audiences import TopicAudience
from live.engine.changes import Place
from live.engine.fragments import Variant
from live.engine.topics import name_of


@pytest.fixture
def grace(grace, match):
    """A contributor to the match."""
    services.seat(match, grace, "contributor")
    return grace


@pytest.fixture
def linus(linus, match):
    """An editor of the match, and of nothing else."""
    services.seat(match, linus, "editor")
    return linus


@pytest.fixture
def stranger():
    return AnonymousUser()


@pytest.fixture
def match(admin):
    return services.create_blog("The match")


@pytest.fixture
def backstage(admin):
    return services.create_blog("Backstage", is_public=False)


@pytest.fixture
def publish(ada, match):
    """`publish("Kick-off")`: what ada tells of the match."""

    def told(body, blog=match, author=ada, **said):
        entry = services.write_entry(blog, author, body, **said)
        services.publish(entry, author)
        entry.refresh_from_db()
        return entry

    return told


@pytest.fixture
def tab():
    """`tab(ada, match)`: what her open page may ask for; its methods are the actions."""

    def opened(person, blog, view="top"):
        consumer = BlogConsumer()
        consumer.user, consumer.kwargs = person, {"slug": blog.slug}
        token = SimpleNamespace(follows=[(name_of(blog), view)])
        consumer.page = SimpleNamespace(token=token, views={}, visit=1)
        return consumer

    return opened


@pytest.fixture
def frames():
    """`frames(match, "reading:3")`: what pages in this view are sent of what has happened since it was last asked."""
    places = {}

    def since(topic, view):
        name = name_of(topic)
        before = places.get((name, view), Place(name))
        log = changes.log(name, before.position)
        places[name, view] = log.head
        steps = rendering.Rendering(log).steps(TopicAudience(str, name, Variant(view, "en", "UTC")), before)
        return "".join(frame.text for frame, _place in steps)

    return since
