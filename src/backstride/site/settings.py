"""Settings of the site. Nothing here has to be filled in by anybody."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.utils.functional import SimpleLazyObject

from backstride.site.home import home

HERE = Path(__file__).resolve().parent
HOME = home()

# Made on first use, so that reading the settings alone (a type checker does) writes nothing.
SECRET_KEY = SimpleLazyObject(HOME.secret_key)
DEBUG = os.environ.get("BACKSTRIDE_DEBUG") == "1"

# A web page elsewhere that points its own name at this machine is turned away by this list.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

# The demonstration and the browser tests: invented entries, and a clock that can be set.
INVENTED = os.environ.get("BACKSTRIDE_INVENTED") == "1"
NOW = os.environ.get("BACKSTRIDE_NOW") if INVENTED else None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "backstride.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "backstride.site.secure.secure_cookies",
    "backstride.site.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backstride.site.compression.compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "backstride.site.accounts.required.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "backstride.site.middleware.walker",
    "backstride.site.kept.told",
]

ROOT_URLCONF = "backstride.site.urls"
WSGI_APPLICATION = "backstride.site.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "backstride.site.context.everywhere",
            ],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME.database,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A writer takes its lock at once, so that two writers wait and none gives up.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: an entry that was confirmed outlives a power cut. With NORMAL the write-
            # ahead log is synced only at checkpoints, and the last entries could be lost.
            # secure_delete: what a person deletes is overwritten, not only unlinked.
            # recursive_triggers: REPLACE must not slip past the guard on deleting events.
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=FULL;"
                "PRAGMA fullfsync=ON;"
                "PRAGMA foreign_keys=ON;"
                "PRAGMA recursive_triggers=ON;"
                "PRAGMA secure_delete=ON;"
            ),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "backstride.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign-in"

# Cookies do not tell ports apart: two installations on one machine need two names.
SESSION_COOKIE_NAME = f"backstride_session_{HOME.tag}"
SESSION_COOKIE_AGE = 400 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"backstride_csrf_{HOME.tag}"
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "backstride.site.views.errors.form_too_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
# Read here, because Django puts its own zone into the variable once it has these settings.
MACHINE_TZ = os.environ.get("TZ", "")

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "backstride.site.files.VersionedFiles"},
}
# Files are served from where they lie; nothing has to be collected first.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Where a map may be fetched from, once a walker says yes; empty: from nowhere.
MAP_ADDRESS = os.environ.get("BACKSTRIDE_MAP_URL", "")

RECORDING_MAX_BYTES = 64 * 1024 * 1024
REQUEST_MAX_BYTES = 520 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Its warnings (not found, gone) name addresses, and those can hold a sign-in link.
    "loggers": {
        "django.request": {"level": "ERROR"},
        # No news for the person at the terminal: that a request waits for a moment, or that
        # somebody was turned away who asked under another name.
        "waitress.queue": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
