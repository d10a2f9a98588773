"""What people were told by who is banned does not count."""

from live.accounts import services as people
from live.notifications.bell import bells
from live.notifications.reading import page_of
from live.notifications.services import notify


def test_it_is_neither_counted_nor_listed_until_the_ban_is_lifted(ada, grace, linus, told):
    grace.role = grace.Role.ADMINISTRATOR
    grace.save()
    notify("poke", [ada], "chat.message.1", "/", actor=linus)
    notify("poke", [ada], "chat.message.2", "/")
    people.ban(linus)
    assert bells([ada.pk])[ada.pk].unread == len(page_of(ada, 1).notifications) == 1
    people.unban(linus)
    assert bells([ada.pk])[ada.pk].unread == len(page_of(ada, 1).notifications) == 2
    assert told(ada) == ["notified", "notified", "withdrawn", "withdrawn"]
