"""An editor publishes; readers have it at once, and what they read does not move."""

from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from e2e.pages.blog import EmbeddedBlog
from e2e.pages.normal_form import lines_of


@pytest.fixture
def blog(visitor) -> str:
    """The slug of a live blog with two pages of entries, the newest of them note 30."""
    answer = visitor("ada").post("/blog/", title="The match", is_public="on")
    slug = answer.url.rstrip("/").rpartition("/")[2]
    for number in range(1, 31):
        visitor("ada").post(f"/blog/{slug}/entries/", body=f"Note {number}\nSomething happened.", publish="1")
    return slug


def test_readers_have_it_at_once_and_nothing_moves_under_who_reads(ada, person, blog):
    editor = ada.blog(blog)
    at_top, below, older = person().blog(blog), person().blog(blog), person().blog(blog, "?after=11")
    below.read("Note 22")
    older.tab.mouse.wheel(0, 300)
    places = below.place("Note 22"), older.place("Note 8")

    editor.publish("Kick-off\nThe whistle was heard.")
    expect(at_top.bodies.first).to_contain_text("Kick-off")
    at_top.expect_at_top()
    for page in (below, older):
        expect(page.held_back).to_have_text("1 new update")
    editor.publish("A second thing.")
    for page in (below, older):
        expect(page.held_back).to_have_text("2 new updates")
    expect(below.entry("Kick-off").article).to_have_count(0)

    editor.entry("Note 25").edit("Note 25\nIt was much longer than anybody had thought at first.\n\nAnd then some.")
    for page in (at_top, below):
        expect(page.entry("Note 25").article).to_contain_text("And then some.")
        expect(page.entry("Note 25").article).to_contain_text("edited")
    editor.entry("Note 28").delete()
    for page in (at_top, below):
        expect(page.entry("Note 28").article).to_have_count(0)
    editor.entry("Note 30").pin()
    for page in (at_top, below):
        expect(page.pinned).to_contain_text("Note 30")
    editor.entry("Kick-off").mark_key()
    for page in (at_top, below, older):
        expect(page.key_events).to_contain_text(["Kick-off"])
    assert (below.place("Note 22"), older.place("Note 8")) == places

    expect(at_top.readers).to_have_text("4 readers now")
    at_top.expect_same_after_reload()
    older.expect_same_after_reload()
    below.held_back.click()
    expect(below.bodies.first).to_contain_text("A second thing.")
    expect(below.held_back).to_have_count(0)
    below.expect_at_top()
    below.expect_same_after_reload()
    editor.expect_same_after_reload()

    below.read("Note 22")
    place = below.place("Note 22")
    editor.press("Archive")
    expect(editor.bodies.first).to_contain_text("Note 1")
    expect(editor.composer).to_have_count(0)
    for page in (at_top, below, older):
        expect(page.state).to_contain_text("Archived")
        expect(page.tab.get_by_text("This live blog has ended")).to_be_attached()
        expect(page.tab.locator("#live-state")).to_be_empty()
    assert below.place("Note 22") == place
    editor.press("Reopen")
    expect(editor.composer).to_be_visible()
    at_top.open().expect_same_after_reload()


def test_a_draft_is_the_writers_alone_until_its_moment(ada, person, visitor, blog):
    editor, reader = ada.blog(blog), person().blog(blog)
    soon = (datetime.now(UTC) + timedelta(seconds=3)).strftime("%Y-%m-%dT%H:%M:%S")  # ada is in London
    visitor("ada").post(f"/blog/{blog}/entries/", body="At its moment", publish="1", publish_at=soon)
    editor.composer.fill("Not yet")
    editor.press("Preview")
    expect(editor.tab.locator("#composer-preview")).to_contain_text("Not yet")
    editor.press("Save draft")
    expect(editor.drafts.filter(has_text="Not yet")).to_be_visible()
    expect(reader.bodies.first).to_have_text("At its moment")
    expect(editor.bodies.first).to_have_text("At its moment")
    assert not any("Not yet" in frame for frame in reader.frames)
    editor.expect_same_after_reload()
    editor.drafts.get_by_role("link").click()
    editor.press("Publish")
    expect(reader.bodies.first).to_have_text("Not yet")
    reader.expect_same_after_reload()


def test_a_readers_comment_is_let_in(ada, person, visitor, blog):
    visitor("ada").post(f"/blog/{blog}/settings/", title="The match", is_public="on", takes_comments="on")
    editor, mallory, stranger = ada.blog(blog), person("mallory").blog(blog), person().blog(blog)
    mallory.tab.get_by_role("link", name="Send a comment").click()
    mallory.tab.get_by_role("textbox", name="Comment").fill("And those at home?")
    mallory.press("Send")
    expect(mallory.tab.get_by_text("An editor reads it")).to_be_visible()
    editor.drafts.filter(has_text="And those at home?").get_by_role("link").click()
    editor.press("Publish")
    for page in (mallory, stranger):
        expect(page.bodies.first).to_have_text("And those at home?")
        expect(page.entries.first).to_contain_text("Reader’s comment")
    stranger.expect_same_after_reload()


def test_of_two_editors_the_second_is_told_and_loses_nothing(ada, admin, blog):
    hers, his = ada.blog(blog), admin.blog(blog)
    for page in (hers, his):
        page.entry("Note 29").button("Edit entry").click()
    text = his.tab.get_by_role("textbox", name="Edit entry text")
    text.fill("Note 29, as the administrator has it")
    hers.tab.get_by_role("textbox", name="Edit entry text").fill("Note 29, as ada has it")
    hers.press("Save")
    expect(his.bodies.nth(1)).to_have_text("Note 29, as ada has it")
    his.press("Save")
    expect(his.tab.get_by_role("dialog")).to_contain_text("Ada Lovelace has saved this meanwhile")
    expect(text).to_have_value("Note 29, as the administrator has it")
    his.press("Save")
    expect(hers.bodies.nth(1)).to_have_text("Note 29, as the administrator has it")
    hers.expect_same_after_reload()


def test_a_reader_who_was_away_goes_on_where_they_were(line, ada, person, blog):
    reader, editor = person().blog(blog, origin=line.url), ada.blog(blog)
    reader.read("Note 20")
    place = reader.place("Note 20")
    line.refuse()
    reader.expect_away()
    editor.publish("While they were away")
    line.allow()
    reader.expect_live()
    expect(reader.held_back).to_have_text("1 new update")
    assert reader.place("Note 20") == place
    reader.tab.evaluate("scrollTo({top: 0})")
    expect(reader.bodies.first).to_have_text("While they were away")
    reader.expect_same_after_reload()


@pytest.fixture
def elsewhere(here, blog):
    """The address of another site, which shows the blog."""

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<iframe src="{here.url}/blog/{blog}/embed/" height="500"></iframe>'.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_another_site_shows_it_and_nothing_moves_there_either(elsewhere, ada, person, blog):
    reader = EmbeddedBlog(person().context.new_page(), elsewhere).open()
    editor = ada.blog(blog)
    editor.publish("At the top")
    expect(reader.bodies.first).to_have_text("At the top")
    reader.expect_at_top()
    reader.scroll(900)
    place = reader.place("Note 22")
    editor.publish("Further down")
    expect(reader.held_back).to_have_text("1 new update")
    assert reader.place("Note 22") == place
    reader.held_back.click()
    expect(reader.bodies.first).to_have_text("Further down")
    reader.expect_at_top()
    fresh = person().visit(f"/blog/{blog}/embed/")
    assert lines_of(reader.tab) == lines_of(fresh.tab)


def test_without_scripts_readers_read_and_the_editor_publishes(person, blog):
    reader, editor = (person(name, java_script_enabled=False).blog(blog) for name in ("", "ada"))
    reader.tab.get_by_role("link", name="Load earlier entries").click()
    expect(reader.bodies.first).to_contain_text("Note 10")
    reader.entry("Note 7").article.get_by_role("link").first.click()
    expect(reader.tab.locator(".entry--marked")).to_contain_text("Note 7")

    editor.composer.fill("Without any script")
    editor.press("Publish")
    expect(editor.bodies.first).to_have_text("Without any script")
    editor.entry("Without any script").button("Key event").click()
    expect(editor.key_events).to_contain_text(["Without any script"])
    editor.entry("Without any script").button("Edit entry").click()
    editor.tab.get_by_role("textbox", name="Edit entry text").fill("Without any script at all")
    editor.press("Save")
    reader.open()
    expect(reader.bodies.first).to_have_text("Without any script at all")
    editor.entry("Without any script at all").button("Delete entry").click()
    editor.press("Delete")
    expect(editor.bodies.first).to_contain_text("Note 30")
