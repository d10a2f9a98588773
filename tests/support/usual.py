"""The site's settings, as running sites of the tests have them: signing in is not slowed down for who guesses."""

from django.contrib.auth import hashers

from site_config.settings import *  # noqa: F403


class Quick(hashers.PBKDF2PasswordHasher):
    """The site's own, a million times as quick; a site with its usual settings takes these passwords, too."""

    iterations = 1


PASSWORD_HASHERS = ["tests.support.usual.Quick"]
