"""Settings, all from the environment so that `goodoffices serve` and a server's unit file speak the same words.

GOODOFFICES_HOME      folder of the database and the installation's key (default: the user's data folder)
GOODOFFICES_KEY_FILE  file of the installation's key, when it lies elsewhere (never made then; default: in the home)
DATABASE_URL          PostgreSQL, as postgres://user:password@host/name (default: SQLite in GOODOFFICES_HOME)
DATABASE_URL_FILE     a file that holds the same, so that the password stands in no list of processes
GOODOFFICES_ORIGIN    the address people open, as https://talks.example.org (default: http://localhost:8000)
GOODOFFICES_MAIL      the mail server for letters to subscribers, as smtp+starttls://name:password@mail.example.org
                      (default: none; nobody can subscribe)
GOODOFFICES_MAIL_FROM  the address that these letters come from, as news@example.org
GOODOFFICES_DEMO      1 for a demonstration: no second factor is asked for; only where the origin is this machine
GOODOFFICES_BACKUPS   folder in which `goodoffices doctor` looks for back-ups
GOODOFFICES_LOG       json for a log of one JSON object a line (default: text)
GOODOFFICES_METRICS_TOKEN_FILE  file of the token that opens /metrics; without it there is no such page
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from goodoffices.talks.installation import database_address, home_folder, installation_key, is_this_machine
from goodoffices.talks.mail import mail_server

HOME = home_folder(os.environ)
SECRET_KEY = installation_key(HOME, os.environ)
ORIGIN = os.environ.get("GOODOFFICES_ORIGIN", "http://localhost:8000").rstrip("/")
HOST = urlsplit(ORIGIN).hostname or "localhost"
LOCAL = is_this_machine(HOST)
SECURE = ORIGIN.startswith("https://")
DEMO = os.environ.get("GOODOFFICES_DEMO") == "1" and LOCAL
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"] if LOCAL else [HOST]
CSRF_TRUSTED_ORIGINS = [ORIGIN]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "goodoffices.talks",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goodoffices.talks.access.reader.ReaderMiddleware",
    "goodoffices.talks.access.guard.GuardMiddleware",
    "goodoffices.talks.views.errors.UnavailableMiddleware",
]
ROOT_URLCONF = "goodoffices.talks.urls"
ASGI_APPLICATION = "goodoffices.talks.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goodoffices.talks.views.context.surroundings",
            ]
        },
    }
]

# ---- data ----------------------------------------------------------------------------------------------------------

_ADDRESS = database_address(os.environ) or f"sqlite:///{HOME / 'talks.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(_ADDRESS, conn_max_age=300)}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: an answer that was acknowledged survives a power cut. secure_delete: what is deleted is overwritten.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# ---- people --------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "talks.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "goodoffices.talks.access.signin.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "goodoffices.talks.access.signin.SignInForm",
    "reauthenticate": "goodoffices.talks.access.signin.PassphraseAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Names are not counted by allauth: whoever types a wrong passphrase for somebody would lock them out (access/attempts).
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": False}
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "goodoffices.talks.access.signin.MFAAdapter"
MFA_FORMS = {
    "authenticate": "goodoffices.talks.access.signin.SecondFactorForm",
    "reauthenticate": "goodoffices.talks.access.signin.SecondFactorOnceMoreForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False  # a passkey alone unlocks no key
MFA_TOTP_ISSUER = "Good Offices"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL and not SECURE
SECOND_FACTOR_REQUIRED = not DEMO
USERSESSIONS_TRACK_ACTIVITY = True  # written at most once a minute by access/sessions, not with each request
# argon2id: 64 MiB, three rounds, four lanes; RFC 9106, second recommendation.
PASSPHRASE_COST = {"memory": 64 * 1024, "rounds": 3, "lanes": 4}
SHORTEST_PASSPHRASE = 15

SESSION_COOKIE_AGE = 12 * 3600  # at most; and the browser forgets it when it closes
SESSION_IDLE_SECONDS = 2 * 3600  # signed out when nothing was done for so long
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"  # as that of the key: one does not come without the other
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "goodoffices.talks.views.errors.csrf_failure"
_PREFIX = "__Host-" if SECURE else "goodoffices_"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, KEY_COOKIE_NAME = f"{_PREFIX}session", f"{_PREFIX}csrf", f"{_PREFIX}key"
DEVICE_COOKIE_NAME = f"{_PREFIX}device"

# ---- what a browser may do with a page -------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],  # of the map, and of the form that is kept on a device
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE

# ---- letters to subscribers ------------------------------------------------------------------------------------------

MAIL_SERVER = None if DEMO else mail_server(os.environ)  # a demonstration writes to nobody
MAIL_FROM = MAIL_SERVER.sender if MAIL_SERVER else ""  # empty: no letter is sent
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if MAIL_SERVER else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_TIMEOUT = 20
if MAIL_SERVER:
    globals().update(MAIL_SERVER.settings())

# ---- words and files -------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("fr", _("French")),
    ("kk", _("Kazakh")),
    ("ru", _("Russian")),
    ("tr", _("Turkish")),
    ("ar", _("Arabic")),
    ("fa", _("Persian")),
]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = "goodoffices.talks.formats"  # a day before its month, hours to 24
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATICFILES_DIRS = [("talks/maplibre", Path(__file__).parents[1] / "corridors" / "papers" / "maplibre")]
WHITENOISE_USE_FINDERS = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# A request fits into memory or is refused (bounds.py): no part of it goes to a temporary file on the disk. More than
# four MiB are read only of a file of events or of roads, from the mediator's team (access/large_files.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
EVENTS_FILE_MOST = 32 * 1024 * 1024
ROADS_FILE_MOST = 16 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = EVENTS_FILE_MOST + 64 * 1024  # with the rest of its form
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# ---- running it ------------------------------------------------------------------------------------------------------

BACKUPS = os.environ.get("GOODOFFICES_BACKUPS", "")
METRICS_TOKEN_FILE = os.environ.get("GOODOFFICES_METRICS_TOKEN_FILE", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "goodoffices.talks.logs.WordlessFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
        "json": {"()": "goodoffices.talks.logs.JsonFormatter"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json" if os.environ.get("GOODOFFICES_LOG") == "json" else "plain",
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
