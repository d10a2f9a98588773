"""What `manage.py check` refuses because it cannot be right, and warns of because it is slow or open."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connection


@register(Tags.database)
def sqlite_is_immediate(databases=None, **_):
    """SQLite's deferred transactions fail with "database is locked" when two write."""
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if connection.vendor == "sqlite" and options.get("transaction_mode") != "IMMEDIATE":
        return [Error("SQLite needs OPTIONS['transaction_mode'] = 'IMMEDIATE'.", id="live.E001")]
    return []


@register(Tags.database)
def sqlite_returns(databases=None, **_):
    """The change log moves a topic and learns its position in one statement."""
    if connection.vendor == "sqlite" and not connection.features.can_return_columns_from_insert:
        return [Error("SQLite 3.35 or newer is needed (RETURNING).", id="live.E003")]
    return []


@register(Tags.security)
def origins_are_exact(app_configs, **_):
    wrong = [origin for origin in settings.SITE_ORIGINS if "*" in origin or not _is_origin(origin)]
    return [Error(f"SITE_ORIGINS: {origin!r} is not scheme://host[:port].", id="live.E002") for origin in wrong]


@register(Tags.security, deploy=True)
def limits_are_on(app_configs, **_):
    if settings.LIMITS:
        return []
    return [Warning("LIMITS=off: nothing bounds what one visitor may ask for; for benchmarks only.", id="live.W001")]


@register(Tags.security, deploy=True)
def clock_is_true(app_configs, **_):
    if not settings.CLOCK:
        return []
    return [Error("CLOCK is set: what people do would be noted at another time. For tests only.", id="live.E004")]


@register(Tags.database)
def several_processes_need_a_layer(databases=None, **_):
    if connection.vendor != "sqlite" and not settings.REDIS_URL:
        text = "Without REDIS_URL other processes hear of a change only when they look, up to a second later."
        return [Warning(text, id="live.W002")]
    return []


def _is_origin(text: str) -> bool:
    scheme, separator, rest = text.partition("://")
    return scheme in ("http", "https") and bool(separator and rest) and not set(rest) & set("/?#@ ")
