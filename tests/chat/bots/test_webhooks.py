"""Bots that are named are told, and what they answer is posted."""

import hmac
import json
import socket
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from django.utils import timezone

from live.chat import services
from live.chat.bots import addresses, sending, webhooks
from live.chat.bots import services as bots
from live.chat.bots.addresses import NotAllowed, is_public, resolve
from live.chat.direct import conversation_of
from live.chat.models import Delivery, Message


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server
        server.heard.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
        server.answer(self)

    def say(self, status, text="", kind="text/plain", **headers):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(text.encode())), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


@contextmanager
def receiving(answer):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.heard, server.answer = [], answer
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def receiver(robot, settings):
    """Where the robot is told; it answers with what `receiver.answer` does."""
    with receiving(lambda handler: handler.say(200, "Beep")) as server:
        host = f"127.0.0.1:{server.server_port}"
        settings.WEBHOOK_HOSTS = [host]
        bots.change_webhook(robot, f"http://{host}/hook?x=1")
        yield server


def deliver():
    """What the clock does, here and now; the outcomes."""
    for delivery in Delivery.objects.filter(outcome="").order_by("pk"):
        webhooks.deliver(delivery)
    return list(Delivery.objects.order_by("pk").values_list("outcome", flat=True))


def said(robot):
    return list(Message.objects.filter(author=robot.user).values_list("body", flat=True))


def test_who_names_a_bot_is_answered(ada, lobby, robot, receiver):
    message = services.post_message(lobby, ada, "@robot, tea?")
    assert deliver() == ["200"]
    answer = Message.objects.get(author=robot.user)
    assert (answer.body, answer.reply_to, answer.room) == ("Beep", message, lobby)
    headers, content = receiver.heard[0]
    told = json.loads(content)
    assert (told["bot"], told["author"]["username"], told["room"]["slug"]) == ("robot", "ada", "lobby")
    assert (told["message"]["id"], told["message"]["body"]) == (message.pk, "@robot, tea?")
    key = bots.Bot.objects.get().token_digest.encode()
    assert headers["X-Townhall-Signature"] == f"sha256={hmac.new(key, content, 'sha256').hexdigest()}"


def test_in_a_conversation_it_hears_everything(ada, robot, receiver):
    services.post_message(conversation_of([ada, robot.user]), ada, "tea?")
    assert (deliver(), said(robot)) == (["200"], ["Beep"])


def test_unnamed_or_in_a_room_of_others_it_hears_nothing(ada, lobby, board, robot, receiver):
    services.post_message(lobby, ada, "tea?")
    services.post_message(board, ada, "@robot, tea?")
    assert deliver() == []


def test_an_edit_that_names_it_tells_it_once(ada, lobby, robot, receiver):
    message = services.post_message(lobby, ada, "tea?")
    for body in ("@robot, tea?", "@robot, coffee?", "coffee?", "@robot, tea?"):
        services.edit_message(message, body)
    assert deliver() == ["200"]


def test_bots_do_not_talk_to_bots(lobby, robot, receiver):
    other, _token = bots.make_bot("android", "")
    receiver.answer = lambda handler: handler.say(200, "@robot @android again!")
    services.post_message(lobby, other.user, "@robot hello")
    services.post_message(lobby, robot.user, "@robot myself")
    assert deliver() == []


def test_what_it_answers_does_not_call_it_again(ada, lobby, robot, receiver):
    receiver.answer = lambda handler: handler.say(200, "@robot again!")
    services.post_message(lobby, ada, "@robot")
    assert deliver() == deliver() == ["200"]


def test_told_twice_it_answers_once(ada, lobby, robot, receiver):
    services.post_message(lobby, ada, "@robot")
    delivery = Delivery.objects.get()
    for _ in range(2):
        webhooks.deliver(delivery)
    assert (said(robot), len(receiver.heard)) == (["Beep"], 2)


def test_who_was_shown_out_meanwhile_hears_and_says_nothing(ada, board, robot, receiver):
    services.add_member(board, robot.user)
    services.post_message(board, ada, "@robot")
    services.remove_member(board, robot.user)
    assert deliver() == ["not in the room any more"]
    assert receiver.heard == []


def test_who_was_retired_meanwhile_hears_and_says_nothing(ada, lobby, robot, receiver):
    services.post_message(lobby, ada, "@robot")
    bots.retire(robot)
    assert deliver() == ["not in the room any more"]
    assert receiver.heard == []


def test_what_was_taken_back_is_not_told(ada, lobby, robot, receiver):
    services.delete_message(services.post_message(lobby, ada, "@robot"))
    assert deliver() == []


@pytest.mark.parametrize(
    ("status", "text", "kind"),
    [
        (200, "", "text/plain"),
        (200, " \n", "text/plain"),
        (204, "", "text/plain"),
        (200, "<b>", "text/html"),
        (500, "Beep", "text/plain"),
    ],
)
def test_not_every_answer_is_words(ada, lobby, robot, receiver, status, text, kind):
    receiver.answer = lambda handler: handler.say(status, text, kind)
    services.post_message(lobby, ada, "@robot")
    assert (deliver(), said(robot)) == ([str(status)], [])


def test_an_endless_answer_is_cut(ada, lobby, robot, receiver):
    receiver.answer = lambda handler: handler.say(200, "ä" * 500_000)
    services.post_message(lobby, ada, "@robot")
    deliver()
    assert said(robot) == ["ä" * 4_000]


def test_redirects_are_not_followed(ada, lobby, robot, receiver):
    with receiving(lambda handler: handler.say(200, "caught")) as other:
        there = f"http://127.0.0.1:{other.server_port}/"
        receiver.answer = lambda handler: handler.say(307, "Beep", Location=there)
        services.post_message(lobby, ada, "@robot")
        assert (deliver(), said(robot), other.heard) == (["307"], [], [])


def test_what_takes_too_long_is_cut_off_whatever_it_does(ada, lobby, robot, receiver, monkeypatch):
    """The time is for all of it: an answer that comes byte by byte is no way round."""
    monkeypatch.setattr(sending, "SECONDS", 0.2)
    over = Event()

    def drip(handler):
        with suppress(OSError):
            while not over.wait(0.02):
                handler.wfile.write(b"H")

    for answer in (lambda handler: over.wait(), drip):
        receiver.answer = answer
        services.post_message(lobby, ada, "@robot")
        assert deliver()[-1] == "TooSlow"
    over.set()
    assert said(robot) == []


def test_a_receiver_that_is_away_is_noted(ada, lobby, robot, receiver):
    receiver.server_close()
    services.post_message(lobby, ada, "@robot")
    assert deliver()[0].startswith("Connection")


def test_the_limit_is_seven_seconds():
    assert sending.SECONDS == 7


# Where it may lead


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1"),
        *("ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::1"),
    ],
)
def test_no_private_address(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111"])
def test_public_ones_are_fine(address):
    assert is_public(address)


def looked_up(monkeypatch, *found):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in found]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: answers)


def test_all_that_a_name_stands_for_is_looked_at(monkeypatch):
    looked_up(monkeypatch, "8.8.8.8", "10.0.0.1")
    with pytest.raises(NotAllowed):
        resolve("sly.example", 80, 1)
    looked_up(monkeypatch, "8.8.8.8")
    assert resolve("fine.example", 80, 1) == ("8.8.8.8", 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "localhost", "127.1"])
def test_however_it_is_written_this_machine_is_not_reached(ada, lobby, robot, receiver, settings, host):
    settings.WEBHOOK_HOSTS = []
    bots.change_webhook(robot, f"http://{host}:{receiver.server_port}/")
    services.post_message(lobby, ada, "@robot")
    assert deliver()[0].startswith("NotAllowed")
    assert receiver.heard == []


def test_what_is_allowed_is_that_port_of_that_host(settings):
    settings.WEBHOOK_HOSTS = ["127.0.0.1:9999", "hooks.internal"]
    assert addresses.is_exempt("127.0.0.1", 9999)
    assert addresses.is_exempt("hooks.internal", 80)
    assert not addresses.is_exempt("127.0.0.1", 80)


def test_nobody_is_exempt_unless_named():
    from django.conf import settings

    assert settings.WEBHOOK_HOSTS == []


# By the clock


@pytest.fixture
def handed_over(monkeypatch):
    """The deliveries that the clock has handed to a thread."""
    found = []

    class Senders:
        def submit(self, _function, pk):
            found.append(pk)

    monkeypatch.setattr(webhooks, "senders", Senders())
    return found


def test_each_is_claimed_once_and_a_bot_has_one_at_a_time(ada, lobby, robot, receiver, handed_over):
    for _ in range(3):
        services.post_message(lobby, ada, "@robot")
    first, second, _third = Delivery.objects.order_by("pk")
    for _ in range(2):
        webhooks.deliver_due()
    assert handed_over == [first.pk]
    webhooks.deliver(first)
    webhooks.deliver_due()
    assert handed_over == [first.pk, second.pk]


def test_however_much_a_slow_one_is_to_be_told_others_do_not_wait(ada, lobby, robot, receiver, handed_over):
    other, _token = bots.make_bot("android", "", "http://127.0.0.1:9/")
    for _ in range(20):
        services.post_message(lobby, ada, "@robot")
    services.post_message(lobby, ada, "@android")
    webhooks.deliver_due()
    assert handed_over == [Delivery.objects.filter(bot=robot).earliest("pk").pk, Delivery.objects.get(bot=other).pk]


def test_what_a_process_left_undone_is_taken_up_again(ada, lobby, robot, receiver, handed_over):
    services.post_message(lobby, ada, "@robot")
    Delivery.objects.update(claimed_at=timezone.now() - timedelta(minutes=2))
    webhooks.deliver_due()
    assert len(handed_over) == 1


def test_nothing_is_sent_in_the_transaction(ada, lobby, robot, receiver):
    services.post_message(lobby, ada, "@robot")
    assert (receiver.heard, Delivery.objects.get().outcome) == ([], "")


def test_old_ones_are_forgotten(ada, lobby, robot, receiver):
    services.post_message(lobby, ada, "@robot")
    Delivery.objects.update(created_at=timezone.now() - timedelta(days=8))
    webhooks.forget_old()
    assert not Delivery.objects.exists()
