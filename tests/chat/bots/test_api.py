"""What a bot does with its token, over HTTP."""

import json

import pytest
from django.test import Client

from live.chat import services
from live.chat.bots import api
from live.chat.bots.services import renew_token, retire
from live.chat.models import Bot, Message

LOBBY = "/api/rooms/lobby/messages/"


@pytest.fixture
def ask(token):
    """`ask("post", path, …)` with the token."""
    client = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {token}"})

    def asked(method, path, *arguments, **options):
        return getattr(client, method)(path, *arguments, **options)

    return asked


def test_it_posts_and_is_told_where_that_is(ask, robot):
    answer = ask("post", LOBBY, {"body": "Beep"}, content_type="application/json")
    message = Message.objects.get()
    assert (answer.status_code, message.body, message.author) == (201, "Beep", robot.user)
    assert answer["Location"].endswith(f"{LOBBY}{message.pk}/")
    data = answer.json()
    assert (data["id"], data["body"], data["author"], data["room"]) == (message.pk, "Beep", "robot", "lobby")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('{"body": "Beep"}', "application/json"),
        ("body=Beep", "application/x-www-form-urlencoded"),
        ("Beep", "text/plain"),
    ],
)
def test_its_words_come_in_many_ways(ask, content, kind):
    assert ask("generic", "POST", LOBBY, content, content_type=kind).status_code == 201
    assert Message.objects.get().body == "Beep"


@pytest.mark.parametrize(
    "content",
    [
        '{"body": null}',
        '{"body": ["x"]}',
        r'{"body": "\ud800"}',
        r'{"body": "\u0000"}',
        "",
        " \n",
        "{}",
        '{"body": ""}',
        "[1]",
        "{",
        "[" * 100_000,
        '{"body": "%s"}' % ("x" * 4001),
    ],
)
def test_blank_broken_and_endless_is_refused(ask, content):
    answer = ask("generic", "POST", LOBBY, content, content_type="application/json")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["body"])
    assert not Message.objects.exists()


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic cm9ib3Q6eA==", "Bearer \x00"])
def test_without_a_good_token_there_is_nothing(lobby, header):
    for method in ("get", "post"):
        answer = getattr(Client(headers={"Authorization": header}), method)(LOBBY)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_the_token_is_not_kept(robot, token):
    assert token not in json.dumps(list(Bot.objects.values()), default=str)


def test_an_old_token_and_that_of_a_retired_bot_are_good_for_nothing(ask, robot):
    token = renew_token(robot)
    assert ask("get", LOBBY).status_code == 401
    retire(robot)
    assert Client(headers={"Authorization": f"Bearer {token}"}).get(LOBBY).status_code == 401


def test_where_it_is_no_member_there_is_nothing(ask, board, ada):
    message = services.post_message(board, ada, "hush")
    for path in ("/api/rooms/board/messages/", f"/api/rooms/board/messages/{message.pk}/", "/api/rooms/no/messages/"):
        for method in ("get", "post", "patch", "delete"):
            answer = ask(method, path)
            assert answer.status_code == 404
            assert b"hush" not in answer.content


def test_it_is_let_into_closed_rooms_as_people_are(ask, board, robot):
    services.add_member(board, robot.user)
    assert ask("post", "/api/rooms/board/messages/", {"body": "Beep"}).status_code == 201


def test_it_lists_what_was_said_page_by_page(ask, ada, lobby):
    messages = [services.post_message(lobby, ada, str(number)) for number in range(50)]
    newest = ask("get", LOBBY).json()["messages"]
    assert [data["body"] for data in newest] == [str(number) for number in range(10, 50)]
    earlier = ask("get", LOBBY, {"before": newest[0]["id"]}).json()["messages"]
    assert earlier[0]["id"] == messages[0].pk
    assert ask("get", LOBBY, {"before": "x"}).status_code == 404


def test_it_changes_and_takes_back_what_it_said(ask, robot, lobby):
    message = services.post_message(lobby, robot.user, "Beep")
    path = f"{LOBBY}{message.pk}/"
    assert ask("patch", path, {"body": "Boop"}, content_type="application/json").json()["edited_at"]
    assert ask("get", path).json()["body"] == "Boop"
    assert ask("patch", path, {"body": ""}, content_type="application/json").status_code == 422
    assert ask("delete", path).status_code == 204
    assert ask("delete", path).status_code == 404


def test_a_change_comes_in_many_ways(ask, robot, lobby):
    message = services.post_message(lobby, robot.user, "Beep")
    path = f"{LOBBY}{message.pk}/"
    forms = [("body=Boop", "application/x-www-form-urlencoded"), ("Bap", "text/plain")]
    for content, kind in forms:
        assert ask("patch", path, content, content_type=kind).json()["body"] in content
    assert ask("patch", path, "--x--", content_type="multipart/form-data; boundary=x").status_code == 422


def test_what_others_said_is_not_its_to_change(ask, ada, lobby):
    message = services.post_message(lobby, ada, "mine")
    for method in ("patch", "put", "delete"):
        assert ask(method, f"{LOBBY}{message.pk}/", {"body": "its"}).status_code == 403
    message.refresh_from_db()
    assert message.body == "mine"


def test_sent_twice_with_one_nonce_it_is_one_message(ask):
    for _ in range(2):
        assert ask("post", LOBBY, {"body": "Beep", "nonce": "n"}).status_code == 201
    assert Message.objects.count() == 1


def test_it_may_not_ask_without_end(ask, monkeypatch):
    monkeypatch.setattr(api, "PACE", api.parse("3 per minute"))
    answers = [ask("post", LOBBY, {"body": "Beep"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429, 429]
    assert answers[-1]["Retry-After"]


def test_other_methods_are_named(ask):
    answer = ask("delete", LOBBY)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST")


# Where administrators look after them


def test_an_administrator_makes_a_bot_and_sees_its_token_once(admin, lobby, window):
    client = window(admin)
    answer = client.post("/chat/bots/", {"username": "Robot", "display_name": "Robot"})
    bot = Bot.objects.get()
    assert answer["Cache-Control"] == "no-store"
    token = answer.context["token"]
    assert token in answer.content.decode()
    assert token not in client.get("/chat/bots/robot/").content.decode()
    assert not bot.user.has_usable_password()
    assert Client(headers={"Authorization": f"Bearer {token}"}).get(LOBBY).status_code == 200


def test_nobody_else_does(ada, robot, window):
    for path in ("", "robot/", "robot/token/", "robot/retire/"):
        assert window(ada).post(f"/chat/bots/{path}").status_code == 403


@pytest.mark.parametrize("username", ["ada", "x", "all", "a b"])
def test_its_name_is_one_that_people_could_have(admin, ada, window, username):
    assert window(admin).post("/chat/bots/", {"username": username}).status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1/", "http://localhost:8000/", "http://[::1]/", "http://10.0.0.1/"),
        *("ftp://x.org/", "http://a:b@x.org/", "x", "http://x:99999/"),
    ],
)
def test_its_webhook_leads_to_the_public_net(admin, robot, window, address):
    assert window(admin).post("/chat/bots/robot/", {"webhook": address}).status_code == 422
    assert window(admin).post("/chat/bots/robot/", {"webhook": "https://example.org/hook?a=b"}).status_code == 302


def test_it_is_retired(admin, robot, window):
    window(admin).post("/chat/bots/robot/retire/")
    robot.user.refresh_from_db()
    assert not robot.user.is_active
    assert window(admin).get("/chat/bots/robot/").status_code == 404
