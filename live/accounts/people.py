"""How people come to be here, and who may see whom."""

from django.contrib.auth.base_user import BaseUserManager
from django.db import transaction

from live.accounts.signals import joined
from live.engine.models import LiveQuerySet


class UserQuerySet(LiveQuerySet):
    def visible_to(self, user):
        """A person's own topic is for that person."""
        return self.filter(pk=user.pk) if user.is_authenticated else self.none()

    def active(self):
        return self.filter(is_active=True)

    def banned(self):
        return self.filter(banned_at__isnull=False)

    def administrators(self):
        return self.filter(role=self.model.Role.ADMINISTRATOR)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, email="", password=None, **profile):
        """A new person. Usernames are stored in lower case."""
        username, email = self.model.normalize_username(username), self.normalize_email(email)
        user = self.model(username=username, email=email, **profile)
        user.set_password(password)
        return self.admit(user)

    def create_superuser(self, username, email="", password=None, **profile):
        return self.create_user(username, email, password, role=self.model.Role.ADMINISTRATOR, **profile)

    def admit(self, user):
        """Save somebody new and let the features make room for them: the one door for all ways of joining."""
        with transaction.atomic(using=self._db):
            user.save(using=self._db, force_insert=True)
            joined.send(sender=self.model, user=user)
        return user

    def get_by_natural_key(self, username):
        return self.get(username=self.model.normalize_username(username))
