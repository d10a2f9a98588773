"""Django's admin has every model, and no secret of anybody."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command

from live.accounts.models import User
from live.calendar.models import FeedToken

OURS = [model for model in apps.get_models() if model.__module__.startswith("live.") and not model._meta.proxy]


def test_every_model_is_there():
    assert [model for model in OURS if not admin.site.is_registered(model)] == []


@pytest.mark.django_db
def test_every_list_opens_and_what_is_in_it(window):
    call_command("demo", verbosity=0)
    office, answers = window(User.objects.get(username="admin")), {}
    for model in OURS:
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        first = model._default_manager.first()
        for address in [path, f"{path}{first.pk}/change/"] if first else [path]:
            answers[address] = office.get(address).status_code
    assert {address: status for address, status in answers.items() if status != 200} == {}
    assert len(answers) > 25  # with something in most


def test_the_address_of_a_feed_is_its_persons_alone(window, admin, ada):
    feed = FeedToken.objects.create(user=ada)
    answer = window(admin).get(f"/admin/calendar/feedtoken/{feed.pk}/change/")
    assert answer.status_code == 200
    assert feed.token not in answer.content.decode()
