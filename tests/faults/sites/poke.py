"""Telling people something that no feature has to say."""

from django.apps import AppConfig


class Poke(AppConfig):
    name = "tests.faults.sites"
    label = "poke"

    def ready(self):
        from live.notifications.kinds import register

        register("poke", "%(actor)s pokes you in %(room)s")
