"""What `manage.py check` finds in templates: each fault is planted, and found with its file and line."""

import os
import subprocess
import sys
from typing import NamedTuple

import pytest
from django.template import engines

from live.chat.models import Message
from live.engine.sample import Sample, samples
from live.workshop import checks, templates
from live.workshop.code import code, read
from tests.support.site import project_in


@pytest.fixture
def plant(tmp_path, monkeypatch):
    """`plant("a.html", "…")`: a template, beside the real ones; `plant("live/a/b.py", "…")`: code."""
    monkeypatch.setattr(templates, "FOLDER", tmp_path)
    monkeypatch.setattr(engines["django"].engine, "dirs", [tmp_path, *engines["django"].engine.dirs])

    def plant(name, text):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    _forget_templates()
    yield plant
    monkeypatch.undo()
    _forget_templates()


def _forget_templates():
    for loader in engines["django"].engine.template_loaders:
        loader.reset()


@pytest.fixture
def found(tmp_path):
    """`found(*samples)`: where it is, and of which kind."""

    def found(*samples):
        all_of_them = [*checks.of_compiled(templates.files(), read(tmp_path), samples)]
        return [(message.obj, message.id.removeprefix("live.E")) for message in all_of_them]

    return found


def test_the_tree_is_clean():
    assert checks.templates_are_right(None) == []


def test_the_command_finds_what_is_planted(tmp_path):
    project = project_in(tmp_path)
    with (project / "templates/chat/message.html").open("a") as message:
        message.write('{% partialdef more %}<p style="color: red">{{ mesage.body }}</p>{% endpartialdef %}')
    last = len((project / "templates/chat/message.html").read_text().splitlines())
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=project,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "site_config.settings", "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    for what in ("(live.E106) “chat/message.html#more” asks for “mesage.body”", "(live.E107) holds a style attribute"):
        assert f"templates/chat/message.html:{last}: {what}" in done.stderr


def test_a_fragment_that_does_not_know_its_place(plant, found):
    plant("town/a.html", "{% load partials %}\n\n{% partialdef one %}<p id='x'>{{ a }}</p>{% endpartialdef %}")
    plant("live/town/b.py", 'def act(self):\n    return self.render("town/a.html#one")')
    assert found() == [("templates/town/a.html:3", "102")]


@pytest.mark.parametrize(
    "markup",
    [
        '<p id="a" hx-swap-oob="outerMorph"></p><title>b</title>',
        '<hx-partial hx-target="#a"><p></p></hx-partial>',
        '{% if a %}<input id="a" hx-swap-oob="true">{% else %}<br id="b" hx-swap-oob="true">{% endif %}',
    ],
)
def test_a_fragment_that_knows_its_place(plant, found, markup):
    plant("town/a.html", "{% load partials %}{% partialdef one %}" + markup + "{% endpartialdef %}")
    plant("live/town/b.py", 'self.render("town/a.html#one")')
    assert found() == []


def test_only_one_branch_of_a_fragment_knows_its_place(plant, found):
    branches = '{% if a %}<p id="a" hx-swap-oob="true"></p>{% else %}<b></b>{% endif %}'
    plant("town/a.html", "{% load partials %}{% partialdef one %}" + branches + "{% endpartialdef %}")
    plant("live/town/b.py", 'self.render("town/a.html#one")')
    assert found() == [("templates/town/a.html:1", "102")]


def test_a_fragment_by_convention_and_through_another_that_mentions_the_viewer(plant, found):
    inner = "{% partialdef item %}\n{% if perms %}edit{% endif %}\n{% endpartialdef %}"
    outer = '{% partialdef added %}<hx-partial hx-target="#a">{% partial item %}</hx-partial>{% endpartialdef %}'
    plant("chat/message.html", "{% load partials %}" + inner + outer)
    plant("live/chat/b.py", 'changes.record("added", message, on=room)')
    assert found() == [("templates/chat/message.html:2", "103")]


def test_what_is_for_one_person_may_mention_them(plant, found):
    markup = "{% load partials %}{% partialdef one %}<p id='a' hx-swap-oob='true'>{{ viewer }}</p>{% endpartialdef %}"
    plant("town/a.html", markup)
    plant("live/town/b.py", 'self.render("town/a.html#one")')
    assert found() == []


def test_a_template_that_the_code_names_and_nobody_has_written(plant, found):
    plant("live/town/b.py", '\n\nrender(request, "town/nowhere.html")')
    assert found() == [("live/town/b.py:3", "104")]


def test_a_partial_that_is_named_by_a_call_and_is_not_there(plant, found):
    plant("town/a.html", "{% load partials %}{% partialdef one %}{% endpartialdef %}")
    plant(
        "live/town/b.py",
        'def compose(self, part):\n    self.render(f"town/a.html#{part}")\n\ndef act(self):\n    self.compose("two")',
    )
    assert found() == [("live/town/b.py:5", "104")]


def test_a_partial_that_its_own_template_misses(plant, found):
    plant("a.html", "{% load partials %}\n{% partialdef one %}{% partial two %}{% endpartialdef %}")
    assert ("templates/a.html:2", "104") in found()


def test_what_a_template_includes_and_nobody_has_written(plant, found):
    plant("a.html", '<p id="a">\n{% include "b.html" %}</p>')
    assert ("templates/a.html:2", "104") in found()


def test_a_sample_of_nothing(plant, found):
    assert found(Sample("a.html#one")) == [("samples.py", "104")]


def test_a_verb_that_nothing_shows(plant, found):
    plant("live/chat/b.py", 'def shout(message):\n    changes.record("shouted", message, on=message.room)')
    assert found() == [("live/chat/b.py:2", "105")]


def test_a_verb_on_what_no_page_follows_needs_no_partial(plant, found):
    plant("live/chat/b.py", 'changes.record("shouted", message, on=EVERYBODY)')
    assert found() == []


def test_a_variable_that_no_sample_gives(plant, found):
    plant("a.html", "{% load partials %}{% partialdef one %}\n{% if mesage.pk %}x{% endif %}{% endpartialdef %}")
    assert found(Sample("a.html#one", context=lambda: {"message": 1})) == [("templates/a.html:2", "106")]


@pytest.mark.parametrize(
    "text",
    [
        "{{ a|default:b }}",
        "{% for x in a %}{{ x.y }}{{ forloop.counter }}{% empty %}{{ b }}{% endfor %}",
        "{% with c=a %}{{ c }}{{ b }}{% endwith %}",
        "{% load i18n %}{% blocktranslate count n=a with c=b %}{{ c }}{% plural %}{{ n }}{% endblocktranslate %}",
        '{% url "home" as there %}{{ there }}{% act "x" y=b %}{% if a and b or not a %}{% endif %}',
        '{% include "includes/avatar.html" with person=a %}{{ live }}{{ topic }}',
    ],
)
def test_variables_that_are_given_or_bound(plant, found, text):
    plant("a.html", "{% load partials %}{% partialdef one %}" + text + "{% endpartialdef %}")
    assert found(Sample("a.html#one", context=lambda: {"a": 1, "b": 2})) == []


class Letter(NamedTuple):
    """Something that a template may be given."""

    subject: str

    def opening(self):
        raise AssertionError("a check computes nothing")


@pytest.mark.parametrize("path", ["letter.subject", "letter.opening.length", "pile.0.anything", "box.letter.subject"])
def test_what_a_sample_gives_has_it_or_may_have_it(plant, found, path):
    letter = Letter("Tea")
    plant("a.html", "{% load partials %}{% partialdef one %}{{ " + path + " }}{% endpartialdef %}")
    given = {"letter": letter, "pile": [letter], "box": {"letter": letter}}
    assert found(Sample("a.html#one", context=lambda: given)) == []


@pytest.mark.parametrize("path", ["message.bdoy", "box.message.bdoy", "box.mesage", "count.one"])
def test_what_no_sample_has(plant, found, path):
    plant("a.html", "{% load partials %}{% partialdef one %}\n{{ " + path + " }}{% endpartialdef %}")
    given = {"message": Message(body="Tea?"), "box": {"message": Message()}, "count": 1}
    assert found(Sample("a.html#one", context=lambda: given)) == [("templates/a.html:2", "106")]


@pytest.mark.parametrize(
    "text",
    [
        "{% load i18n %}{% blocktranslate %}{{ c }}{% endblocktranslate %}",
        "{{ a|default:c }}",
        "{% for x in c %}{% endfor %}",
        "{% with b=c %}{% endwith %}",
        '{% act "x" y=c %}',
        '{% include "includes/avatar.html" with person=c %}',
    ],
)
def test_a_variable_is_found_wherever_it_is(plant, found, text):
    plant("a.html", "{% load partials %}\n{% partialdef one %}\n" + text + "{% endpartialdef %}")
    assert found(Sample("a.html#one", context=lambda: {"a": 1, "b": 2})) == [("templates/a.html:3", "106")]


@pytest.mark.parametrize(
    "markup",
    [
        "<script>1</script>",
        '<a onclick="x">',
        '<p hx-on:click="x">',
        '<b style="color: red">',
        "<style>",
        '<a href="javascript:x">',
        """<i hx-vals='js:{}'>""",
        '<i hx-trigger="click[x]">',
    ],
)
def test_what_the_policy_would_stop(plant, markup):
    plant("a.html", "one\ntwo " + markup)
    (message,) = checks.plain_markup_only(["a.html"])
    assert (message.obj, message.id) == ("templates/a.html:2", "live.E107")


def test_what_does_not_compile(plant):
    plant("a.html", "one\n{% nonsense %}")
    (message,) = checks.templates_are_right(None)
    assert (message.obj, message.id) == ("templates/a.html:2", "live.E101")


def test_every_pushed_fragment_has_a_sample_and_every_other_is_shown_by_one():
    """So the gallery shows all that there is."""
    from live.workshop.gallery import not_shown

    assert not_shown(list(samples()), code()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("sample", list(samples()), ids=lambda sample: f"{sample.template} {sample.state}")
def test_a_sample_needs_nothing_but_itself(sample, django_assert_num_queries):
    with django_assert_num_queries(0):
        sample.render()
