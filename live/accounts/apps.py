from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "live.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from live.accounts import receivers  # noqa: F401
