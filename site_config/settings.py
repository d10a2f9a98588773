"""Settings, all of them from the environment; the defaults suit one process on one machine."""

import re
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from site_config import clock, theme
from site_config.secrets import secret_key_in

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
HOST = env("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
SECRET_KEY = env("SECRET_KEY", default="") or secret_key_in(DATA_DIR)
SITE_ORIGINS = env.list(
    "SITE_ORIGINS", default=[f"http://{host}:{PORT}" for host in ("localhost", "127.0.0.1", "[::1]")]
)
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[re.sub(r":\d+$", "", origin.partition("://")[2]) for origin in SITE_ORIGINS]
)
CSRF_TRUSTED_ORIGINS = [origin for origin in SITE_ORIGINS if origin.startswith("https://")]
SECURE = bool(CSRF_TRUSTED_ORIGINS)
LIMITS = env("LIMITS", default="on") != "off"
DEMO = env.bool("DEMO", default=True)
CLOCK = env("CLOCK", default="")
if CLOCK:
    clock.set_to(CLOCK)

THEME = env("THEME", default="")
THEME_SHEET = theme.sheet_of(THEME)
BRAND = theme.brand_in(BASE_DIR / "static" / sheet for sheet in (theme.TOKENS, THEME_SHEET) if sheet)

INSTALLED_APPS = [
    "live.engine",  # before staticfiles: its runserver is the one that counts
    "live.accounts",
    "live.files",
    "live.notifications",
    "live.search",
    "live.workshop",
    "live.chat",
    "live.calendar",
    "live.blog",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "servestatic",
    "django.contrib.staticfiles",
    "channels",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "live.engine.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "live.accounts.middleware.FirstRunMiddleware",
    "live.accounts.middleware.PreferencesMiddleware",
    "live.engine.middleware.ErrorPagesMiddleware",
    "live.engine.middleware.PagesMiddleware",
]

ROOT_URLCONF = "site_config.urls"
ASGI_APPLICATION = "site_config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "live.engine.pages.anywhere",
                "live.accounts.context_processors.site",
                "live.notifications.context_processors.bell",
                "site_config.navigation.navigation",
            ],
            "builtins": ["live.engine.templatetags.live"],
        },
    }
]
if DEBUG:
    TEMPLATES[0]["OPTIONS"]["context_processors"].append("live.engine.editing.edited")
FORM_RENDERER = "site_config.forms.FormRenderer"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'townhall.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = 5  # seconds: actions keep theirs, and a replaced file is soon noticed
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000",
    }
else:
    pool = {"min_size": 2, "max_size": 16, "timeout": 10}
    pool["reconnect_timeout"] = 2  # seconds: who goes on waits twice as long each time, who gives up tries when asked
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = pool

WEBHOOK_HOSTS = env.list("WEBHOOK_HOSTS", default=[])  # receivers on private addresses: "host" or "host:port"

REDIS_URL = env("REDIS_URL", default="")
CHANNEL_LAYERS = {
    "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
}

vars().update(env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "dummymail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM", default="Townhall <townhall@localhost>")
EMAIL_TIMEOUT = 10  # seconds

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "site_config.formats"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "servestatic.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "uploads"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
CSRF_FAILURE_VIEW = "live.engine.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # of a request, files left out
UPLOAD_MAX_SIZE = 10 * 20 * 1024 * 1024 + DATA_UPLOAD_MAX_MEMORY_SIZE  # with files: ten of the largest

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.channels": {"level": "WARNING"}},
}
