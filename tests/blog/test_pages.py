"""Pages of live blogs: what they show to whom, and what they cost."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from live.blog import services
from live.blog.models import Entry


@pytest.fixture
def many(publish):
    return [publish(f"Note {number}.") for number in range(1, 46)]


def shown(response):
    return re.findall(r'data-testid="entry-body"[^>]*>\s*<p>(.*?)</p>', response.content.decode())


def linked_data(response):
    return json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S)[1]
    )


def test_the_newest_come_first_while_it_is_live(window, match, many):
    assert shown(window().get("/blog/the-match/")) == [f"Note {number}." for number in range(45, 25, -1)]


def test_once_archived_it_is_told_as_it_happened(window, match, many):
    services.archive(match)
    response = window().get("/blog/the-match/")
    assert shown(response) == [f"Note {number}." for number in range(1, 21)]
    assert b"hx-ws:connect" not in response.content
    assert shown(window().get("/blog/the-match/?after=20"))[0] == "Note 21."


def test_pages_go_by_visible_entries(window, match, many, ada):
    for entry in many[20:30]:
        services.delete_entry(entry)
    services.write_entry(match, ada, "a draft")
    first = window().get("/blog/the-match/")
    further = re.search(r'href="(/blog/the-match/\?after=\d+)"', first.content.decode())[1]
    second = window().get(further)
    assert (
        shown(first) + shown(second)
        == [f"Note {number}." for number in [*range(45, 30, -1), *range(20, -5, -1)] if number > 0][:40]
    )


def test_htmx_gets_the_entries_alone_and_then_the_changes_since(window, match, many):
    response = window().get("/blog/the-match/?after=26&position=blog.blog.1:1:abc", headers={"HX-Request": "true"})
    assert shown(response)[0] == "Note 25."
    assert b"<html" not in response.content
    assert b"resume" in response.content


def test_a_permalink_shows_the_entry_among_others_marked(window, match, many):
    response = window().get(f"/blog/the-match/entries/{many[20].pk}/")
    assert "Note 21." in shown(response)
    assert 15 < len(shown(response)) < 25
    assert re.search(rf'entry--marked" id="entry-{many[20].pk}"', response.content.decode())


def test_a_draft_is_on_no_page(window, match, ada, grace, mallory, publish):
    publish("Open words.")
    draft = services.write_entry(match, grace, "Secret words.", publish_at=timezone.now() + timedelta(days=1))
    services.schedule(draft)
    paths = [
        "/blog/",
        "/blog/the-match/",
        f"/blog/the-match/entries/{draft.pk}/",
        f"/blog/the-match/entries/{draft.pk}/edit/",
    ]
    paths += [f"/blog/the-match/feed.{kind}" for kind in ("rss", "atom", "json")]
    for person in (None, mallory):
        assert not any(b"Secret" in window(person).get(path).content for path in paths)
    assert b"Secret" in window(grace).get("/blog/the-match/").content
    assert "Secret" not in json.dumps(linked_data(window(ada).get("/blog/the-match/")))


def test_what_is_not_public_is_not_there(window, backstage, mallory, ada):
    for path in ("", "feed.rss", "feed.atom", "feed.json"):
        assert window().get(f"/blog/backstage/{path}").status_code == 404
        assert window(mallory).get(f"/blog/backstage/{path}").status_code == 404
    assert window(ada).get("/blog/backstage/").status_code == 200


# Strangers


@pytest.mark.parametrize("path", ["", "?after=26", "entries/{}/"])
def test_a_page_for_a_stranger_takes_six_queries_and_then_fewer(window, many, path, django_assert_max_num_queries):
    path = "/blog/the-match/" + path.format(many[20].pk)
    with django_assert_max_num_queries(6):
        first = window().get(path)
    with django_assert_max_num_queries(3):
        assert window().get(path).content == first.content
    assert not first.cookies


def test_a_kept_page_goes_with_the_next_change(window, many, publish):
    window().get("/blog/the-match/")
    publish("News.")
    assert shown(window().get("/blog/the-match/"))[0] == "News."


def test_nobody_elses_page_is_kept(window, many, ada, mallory):
    assert b"composer-form" in window(ada).get("/blog/the-match/").content
    assert b"composer-form" not in window().get("/blog/the-match/").content
    assert b"composer-form" not in window(mallory).get("/blog/the-match/").content


# Within pages of other sites


def test_other_sites_may_show_a_public_blog_and_nothing_else(window, match, backstage, publish):
    publish("one")
    for page in (window().get("/blog/the-match/embed/"), window().get("/blog/the-match/embed/")):  # the second is kept
        assert "frame-ancestors *" in page["Content-Security-Policy"]
        assert "X-Frame-Options" not in page
        assert shown(page) == ["one"]
    assert "frame-ancestors 'none'" in window().get("/blog/the-match/")["Content-Security-Policy"]
    assert window().get("/blog/backstage/embed/").status_code == 404


def test_who_looks_there_is_a_stranger(window, match, backstage, publish, ada):
    publish("one")
    page = window(ada).get("/blog/the-match/embed/").content.decode()
    assert not any(
        theirs in page for theirs in ("Edit entry", "composer-form", "csrfmiddlewaretoken", "Ada Lovelace</p>")
    )
    assert window(ada).get("/blog/backstage/embed/").status_code == 404
    assert "/blog/the-match/embed/" in window(ada).get("/blog/the-match/settings/").content.decode()
    assert "/embed/" not in window(ada).get("/blog/backstage/settings/").content.decode()


# JSON-LD


def test_search_engines_are_told_of_a_live_blog(window, match, publish, ada):
    entry = publish("Goal!\nBy number nine.")
    services.save_entry(entry, ada, 1, "Goal!\nBy number **ten**.")
    entry.refresh_from_db()
    told = linked_data(window().get("/blog/the-match/"))
    assert (told["@type"], told["headline"]) == ("LiveBlogPosting", "The match")
    assert told["coverageStartTime"] == match.coverage_start.isoformat()
    assert "coverageEndTime" not in told
    [update] = told["liveBlogUpdate"]
    assert update["headline"] == "Goal!"
    assert update["articleBody"].split() == ["Goal!", "By", "number", "ten."]
    assert update["url"] == f"http://testserver/blog/the-match/entries/{entry.pk}/#entry-{entry.pk}"
    assert update["datePublished"] == entry.published_at.isoformat() < update["dateModified"]
    assert update["author"] == [{"@type": "Person", "name": "Ada Lovelace"}]
    services.archive(match)
    assert linked_data(window().get("/blog/the-match/"))["coverageEndTime"] == match.coverage_end.isoformat()


def test_no_entry_ends_the_script(window, publish):
    publish("</script><script>alert(1)</script> <!-- & \u2028")
    response = window().get("/blog/the-match/")
    assert "alert" in linked_data(response)["liveBlogUpdate"][0]["articleBody"]
    assert response.content.count(b"</script>") == response.content.count(b"<script")


# Writing, without a socket


def test_an_editor_publishes_by_a_form(window, ada, match):
    response = window(ada).post("/blog/the-match/entries/", {"body": "Kick-off", "publish": "1"}, follow=True)
    assert shown(response) == ["Kick-off"]


@pytest.mark.parametrize("body", ["", "  ", "x" * 20_001])
def test_what_cannot_be_published_is_refused_with_the_text_kept(window, ada, match, body):
    response = window(ada).post("/blog/the-match/entries/", {"body": body, "publish": "1"})
    assert response.status_code == 422
    assert "Write something first." in response.content.decode() or "Too long" in response.content.decode()
    assert body.strip() in response.content.decode()
    assert not Entry.objects.exists()


def test_a_contributor_submits_and_cannot_publish(window, grace, match):
    assert window(grace).post("/blog/the-match/entries/", {"body": "Mine", "publish": "1"}).status_code == 403
    window(grace).post("/blog/the-match/entries/", {"body": "Mine again", "submit": "1"})
    assert Entry.objects.get(body="Mine again").state == "submitted"
    assert not match.published.exists()


def test_a_preview_publishes_nothing(window, ada, match):
    response = window(ada).post("/blog/the-match/entries/", {"body": "Some *words*", "preview": "1"})
    assert "Some <em>words</em>" in response.content.decode()
    assert not Entry.objects.exists()


def test_the_second_of_two_editors_is_told_by_the_form_too(window, ada, linus, publish):
    entry = publish("one")
    services.save_entry(entry, ada, 1, "two")
    response = window(linus).post(f"{entry.path}edit/", {"body": "three", "version": "1", "authors": [ada.pk]})
    assert response.status_code == 422
    assert "Ada Lovelace has saved this meanwhile" in response.content.decode()
    assert "three</textarea>" in response.content.decode()
    assert 'name="version" value="2"' in response.content.decode()


def test_several_authors_sign(window, ada, linus, match):
    window(ada).post("/blog/the-match/entries/", {"body": "Ours", "publish": "1", "authors": [ada.pk, linus.pk]})
    assert {person.username for person in match.published.get().authors.all()} == {"ada", "linus"}


def test_archiving_is_for_editors(window, grace, linus, match):
    assert window(grace).post("/blog/the-match/archive/").status_code == 403
    window(linus).post("/blog/the-match/archive/")
    match.refresh_from_db()
    assert match.is_over
    assert window(linus).post("/blog/the-match/entries/", {"body": "late", "publish": "1"}).status_code == 403
    window(linus).post("/blog/the-match/reopen/")
    assert window(linus).post("/blog/the-match/entries/", {"body": "on time", "publish": "1"}).status_code == 302


def test_what_other_sites_copy_holds_whatever_the_title_is(window, ada, match):
    services.change_blog(match, title='Say "now" & <b>then</b>')
    settings = window(ada).get("/blog/the-match/settings/").content.decode()
    copied = unescape(re.search(r"<textarea[^>]*id=.embedding.[^>]*>(.*?)</textarea>", settings, re.DOTALL)[1])
    assert copied.startswith(
        '<iframe src="http://testserver/blog/the-match/embed/" title="Say &quot;now&quot; &amp; &lt;b&gt;'
    )


def test_editors_make_and_change_blogs(window, ada, mallory, match):
    assert window(mallory).post("/blog/", {"title": "Mine"}).status_code == 403
    window(ada).post("/blog/", {"title": "The final", "is_public": "on"})
    window(ada).post("/blog/the-final/settings/", {"title": "The final, at last", "is_public": "on"})
    window(ada).post("/blog/the-final/settings/writers/", {"person": "mallory", "role": "contributor"})
    assert b"The final, at last" in window(mallory).get("/blog/the-final/").content
    assert b"composer-form" in window(mallory).get("/blog/the-final/").content
    window(ada).post("/blog/the-final/settings/writers/mallory/remove/")
    assert b"composer-form" not in window(mallory).get("/blog/the-final/").content
    window(ada).post("/blog/the-final/settings/delete/")
    assert window(ada).get("/blog/the-final/").status_code == 404
