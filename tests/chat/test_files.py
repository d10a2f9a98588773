"""Files that are sent with words or without: who may, who sees them, and when they go."""

import re

import pytest
from django.test import Client

from live.chat import services
from live.chat.models import Message
from live.chat.topics import Log
from live.engine import changes, fragments
from live.engine.topics import name_of
from live.files import uploads as limits
from live.files.uploads import examine
from tests.files.contents import HTML, SVG, bomb_png, named, picture

pytestmark = pytest.mark.usefixtures("uploads")

FORM = "/chat/lobby/files/"
HTMX = {"HX-Request": "true"}


def kept(folder):
    return sorted(path.name for path in folder.glob("*/*"))


def post(client, *files, body="", nonce="n", path=FORM, **headers):
    return client.post(path, {"uploads": list(files), "body": body, "nonce": nonce}, headers=headers)


@pytest.fixture
def sent(ada, lobby):
    """A message of a picture and a page, without words."""
    files = [examine(named("photo.png", picture())), examine(named("evil.html", HTML))]
    return services.post_files(lobby, ada, "", files)


@pytest.fixture
def addresses(sent):
    photo, page = sent.files
    return f"{sent.path}files/{photo.key}/", f"{sent.path}files/{photo.key}/small/", f"{sent.path}files/{page.key}/"


# Sending


def test_files_are_sent_with_words(ada, lobby, window, uploads):
    answer = post(window(ada), named("a.png", picture()), named("b.txt", b"notes"), body=" two ")
    message = lobby.messages.get()
    assert (answer.url, message.body, message.author) == ("/chat/lobby/", "two", ada)
    assert [(file.name, file.kind) for file in message.files] == [("a.png", "png"), ("b.txt", "")]
    assert kept(uploads) == sorted(file.key for file in message.files)


def test_the_page_that_sent_them_gets_an_empty_form_that_is_closed(ada, lobby, window):
    answer = post(window(ada), named("a.txt", b"notes"), body="hello", **HTMX)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="attach" popover' in text
    assert "hello" not in text
    assert 'value="n"' not in text
    assert "<article" not in text  # what was said comes over the socket


def test_sent_twice_it_is_one_message_and_nothing_lies_there_twice(ada, lobby, window, uploads):
    client = window(ada)
    for _ in range(2):
        assert post(client, named("a.png", picture()), body="once").status_code == 302
    assert kept(uploads) == [lobby.messages.get().files[0].key]


def test_other_files_from_the_same_form_are_another_message(ada, lobby, window):
    client = window(ada)
    for content in (b"one", b"another"):
        post(client, named("a.txt", content))
    assert lobby.messages.count() == 2


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (None, "Choose a file first."),
        (named("a.txt", b""), "a.txt: This file is empty."),
        (named("a.png", bomb_png(30_000, 30_000)), "a.png: Too many pixels: at most 40 million"),
        (named("a.png", picture()[:3000]), "a.png: This picture is broken."),
        (named("large.bin", b"x" * 2001), "large.bin: Too large: at most 2.0\xa0KB."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_what_cannot_be_sent_is_refused_at_the_field_and_nothing_stays(
    ada, lobby, window, uploads, monkeypatch, file, problem, headers
):
    if file and file.name == "large.bin":
        monkeypatch.setattr(limits, "LARGEST", 2000)
    if file:
        file.seek(0)
    good = [named("good.txt", b"good"), file] if file else []
    answer = post(window(ada), *good, body="words <b>", **headers)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert problem in re.search(r'id="attach_uploads_error">(.*?)</div>', text, re.DOTALL)[1]
    assert "words &lt;b&gt;</textarea>" in text
    assert 'value="n"' in text
    assert ("<html" in text) == (not headers)
    assert kept(uploads) == []
    assert not Message.objects.exists()


def test_more_than_ten_at_once_are_refused(ada, lobby, window, uploads):
    answer = post(window(ada), *(named(f"{number}.txt", b"x") for number in range(11)))
    assert "At most 10 files at once." in answer.content.decode()
    assert kept(uploads) == []


def test_words_that_are_too_long_keep_the_files_out(ada, lobby, window, uploads):
    assert post(window(ada), named("a.txt", b"x"), body="y" * 4001).status_code == 422
    assert kept(uploads) == []


def test_when_the_message_cannot_be_saved_no_file_stays(ada, lobby, uploads, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("the database is away")

    monkeypatch.setattr(changes, "record", fail)
    with pytest.raises(RuntimeError):
        services.post_files(lobby, ada, "", [examine(named("a.png", picture()))])
    assert kept(uploads) == []


def test_who_may_not_see_a_room_may_not_send_into_it(mallory, board, window, uploads):
    assert post(window(mallory), named("a.txt", b"x"), path="/chat/board/files/").status_code == 404
    assert "/accounts/login/" in post(window(), named("a.txt", b"x")).url
    assert kept(uploads) == []


def test_sending_needs_the_token_of_the_form(ada, lobby):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert post(client, named("a.txt", b"x")).status_code == 403


# Showing


def test_pictures_are_shown_small_and_other_files_offered(ada, sent, addresses, window):
    whole, small, page = addresses
    text = window(ada).get("/chat/lobby/").content.decode()
    assert (
        f'<a class="files__picture" href="{whole}"><img src="{small}" width="480" height="300" alt="photo.png"' in text
    )
    assert f'<a class="files__file" href="{page}" download>' in text
    assert "evil.html" in text


def test_pushed_and_loaded_they_are_the_same(ada, sent, window):
    subject = name_of(sent)
    pushed = Log().render([("added", subject)], fragments.load([subject]), "chat.room.1", "")
    article = re.compile(r"<article.*?</article>", re.DOTALL)
    page = window(ada).get("/chat/lobby/").content.decode()
    assert article.search(pushed)[0] == article.search(page)[0]


def test_names_are_text(ada, lobby, window):
    services.post_files(lobby, ada, "", [examine(named('"><script>x', picture()))])
    assert "<script>x" not in window(ada).get("/chat/lobby/").content.decode()


def test_with_files_a_room_takes_as_many_queries(ada, lobby, sent, window, django_assert_max_num_queries):
    client = window(ada)
    with django_assert_max_num_queries(100) as before:
        client.get("/chat/lobby/")
    for _ in range(5):
        services.post_files(lobby, ada, "", [examine(named("a.png", picture(size=(9, 9))))])
    with django_assert_max_num_queries(len(before)):
        client.get("/chat/lobby/")


# Getting


def test_a_picture_is_sent_as_what_it_is(ada, addresses, window):
    for address, kind in zip(addresses, ("png", "webp"), strict=False):
        answer = window(ada).get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, f"image/{kind}")
        assert len(b"".join(answer)) == int(answer["Content-Length"])


@pytest.mark.parametrize(("name", "content"), [("evil.html", HTML), ("evil.svg", SVG), ("photo.png", HTML)])
def test_anything_else_is_only_ever_downloaded(ada, lobby, window, name, content):
    message = services.post_files(lobby, ada, "", [examine(named(name, content))])
    answer = window(ada).get(f"{message.path}files/{message.files[0].key}/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert b"".join(answer) == content


def test_nothing_in_it_runs_wherever_it_is_opened(ada, addresses, window):
    for address in addresses:
        answer = window(ada).get(address)
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer["Content-Security-Policy"].endswith("sandbox")


def test_it_is_saved_under_the_name_it_came_with(ada, lobby, window):
    message = services.post_files(lobby, ada, "", [examine(named('Überblick "neu".pdf', b"%PDF"))])
    answer = window(ada).get(f"{message.path}files/{message.files[0].key}/")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%C3%9Cberblick")


def test_browsers_keep_it_and_ask_nobody_again(ada, addresses, window):
    client = window(ada)
    answer = client.get(addresses[0])
    assert {"private", "immutable", "max-age=31536000"} <= set(answer["Cache-Control"].split(", "))
    again = client.get(addresses[0], headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_strangers_are_asked_to_sign_in(addresses, window):
    for address in addresses:
        assert window().get(address).url == f"/accounts/login/?next={address}"


def test_only_who_may_read_the_room_gets_them(ada, grace, admin, board, window):
    services.add_member(board, grace)
    message = services.post_files(board, ada, "", [examine(named("plan.png", picture()))])
    address, client = f"{message.path}files/{message.files[0].key}/", window(grace)
    etag = client.get(address)["ETag"]
    assert window(admin).get(f"{address}small/").status_code == 200
    services.remove_member(board, grace)
    for path in (address, f"{address}small/"):
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 404


def test_a_file_is_found_by_its_own_message_only(ada, lobby, board, addresses, sent, window):
    other = services.post_message(board, ada, "hi")
    for path in (f"{other.path}files/{sent.files[0].key}/", f"{sent.path}files/{'0' * 32}/", addresses[2] + "small/"):
        assert window(ada).get(path).status_code == 404


# Changing


def test_with_a_message_its_files_go(sent, uploads, django_capture_on_commit_callbacks):
    assert len(kept(uploads)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_message(Message.objects.get())
        assert len(kept(uploads)) == 2
    assert kept(uploads) == []


def test_with_a_room_all_its_files_go(lobby, board, ada, sent, uploads, django_capture_on_commit_callbacks):
    other = services.post_files(board, ada, "", [examine(named("a", b"data"))])
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_room(lobby)
    assert kept(uploads) == [other.files[0].key]


def test_words_may_go_where_files_are_left(ada, lobby, sent, tab, window):
    plain = services.post_message(lobby, ada, "words")
    services.edit_message(sent, "with words")
    page = tab(ada, lobby)
    assert "textarea" not in page.edit_message({"message": str(sent.pk), "body": " "})
    assert "Write something first." in page.edit_message({"message": str(plain.pk), "body": " "})
    assert window(ada).post(f"{sent.path}edit/", {"body": ""}).status_code == 302
    sent.refresh_from_db()
    assert (sent.body, len(sent.files)) == ("", 2)


def test_before_files_are_deleted_one_is_asked_by_their_names(ada, lobby, sent, tab):
    assert "photo.png, evil.html" in tab(ada, lobby).ask_delete({"message": str(sent.pk)})


def test_the_admin_names_the_files_and_keeps_messages_from_being_empty(admin, ada, lobby, sent, window):
    plain, client = services.post_message(lobby, ada, "words"), window(admin)
    assert "photo.png" in client.get(f"/admin/chat/message/{sent.pk}/change/").content.decode()
    answer = client.post(f"/admin/chat/message/{plain.pk}/change/", {"body": " "})
    assert "A message without files needs words." in answer.content.decode()
    assert client.post(f"/admin/chat/message/{sent.pk}/change/", {"body": ""}).status_code == 302
