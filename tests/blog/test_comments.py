"""What readers send, and what becomes of it."""

import pytest

from live.blog import services
from live.blog.models import Entry
from live.notifications.models import Notification

PATH = "/blog/the-match/comments/"


@pytest.fixture
def open_to_all(match):
    services.change_blog(match, takes_comments=True)
    return match


def send(window, person, body, **fields):
    return window(person).post(PATH, {"body": body, **fields}, follow=True)


def test_a_comment_appears_once_an_editor_has_published_it(window, open_to_all, mallory, ada, log, frames):
    log(open_to_all)
    answer = send(window, mallory, "What about *those* at home?")
    assert "Thank you." in answer.content.decode()
    assert log(open_to_all) == []
    assert "those" not in window().get("/blog/the-match/").content.decode()
    assert "What about those at home?" in frames(open_to_all.desk, "desk")
    assert "What about those at home?" in window(mallory).get(PATH).content.decode()
    comment = Entry.objects.get()
    window(ada).post(
        f"{comment.path}edit/", {"body": comment.body, "version": "1", "authors": [mallory.pk], "publish": "1"}
    )
    page = window().get("/blog/the-match/").content.decode()
    assert "What about <em>those</em> at home?" in page
    assert "Reader’s comment" in page
    assert "What about <em>those</em> at home?" in frames(open_to_all, "top")
    assert list(Notification.objects.values_list("person__username", "kind")) == [("mallory", "published")]


def test_what_cannot_be_sent_is_kept_in_the_form(window, open_to_all, mallory):
    for body, why in (("  ", "Write something first."), ("x" * 2_001, "Too long")):
        answer = send(window, mallory, body)
        assert answer.status_code == 422
        assert why in answer.content.decode()
    assert "x" * 2_001 in answer.content.decode()


def test_a_reader_waits_until_some_have_been_read(window, open_to_all, mallory, linus):
    for number in range(services.comments.AT_A_TIME):
        send(window, mallory, f"Question {number}", nonce="n")
    assert send(window, mallory, "Question 2", nonce="n").status_code == 200  # the same form, sent twice
    answer = send(window, mallory, "One more")
    assert answer.status_code == 422
    assert "One more</textarea>" in answer.content.decode()
    assert Entry.objects.count() == services.comments.AT_A_TIME
    assert send(window, linus, "Mine").status_code == 200
    services.delete_entry(Entry.objects.filter(creator=mallory).first())
    assert send(window, mallory, "One more").status_code == 200


def test_comments_are_sent_by_who_is_signed_in_where_they_are_wanted(window, match, mallory):
    assert send(window, mallory, "Hello").status_code == 403
    services.change_blog(match, takes_comments=True)
    assert window().get(PATH)["Location"].startswith("/accounts/login/")
    services.archive(match)
    assert send(window, mallory, "Too late").status_code == 403
    assert not Entry.objects.exists()


def test_the_way_to_them_comes_and_goes_on_open_pages(window, match, frames):
    assert PATH not in window().get("/blog/the-match/").content.decode()
    frames(match, "top")
    services.change_blog(match, takes_comments=True)
    assert PATH in frames(match, "top")
    assert PATH in window().get("/blog/the-match/").content.decode()
    services.archive(match)
    assert PATH not in frames(match, "top")


def test_a_reader_cannot_change_what_was_sent(window, open_to_all, mallory):
    send(window, mallory, "Hello")
    comment = Entry.objects.get()
    assert window(mallory).post(f"{comment.path}delete/").status_code == 403
    assert window(mallory).get(f"{comment.path}edit/").status_code == 403
