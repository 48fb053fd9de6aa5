"""The one settings file. The environment comes first; a wrong value fails loudly at the start."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from firebell.common.database_url import DatabaseUrlError, database, database_url
from firebell.common.home import home, secret_key


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    if value:
        raise ImproperlyConfigured(f"{name}={value!r}: use 1 or 0")
    return default


def number(name: str, default: float) -> float:
    value = os.environ.get(name, "").strip()
    try:
        return float(value) if value else default
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r}: give a number") from error


PACKAGE = Path(__file__).resolve().parent.parent
HOME = home()
SECRET_KEY = secret_key()
DEBUG = flag("FIREBELL_DEBUG")
# A demo signs every visitor in as the demo agent, so it must never leave this machine.
DEMO = flag("FIREBELL_DEMO")
HTTPS = flag("FIREBELL_HTTPS")
ALLOWED_HOSTS = os.environ.get("FIREBELL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("FIREBELL_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "firebell.common",
    "firebell.accounts",
    "firebell.knowledge",
    "firebell.channels",
    "firebell.listening",
    "firebell.understanding",
    "firebell.triggers",
    "firebell.outbound",
    "firebell.desk",
    "firebell.improve",
    "firebell.insight",
    "firebell.api",
    "firebell.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "firebell.accounts.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "firebell.accounts.middleware.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
]

if DEMO:
    MIDDLEWARE.insert(
        MIDDLEWARE.index("firebell.accounts.middleware.AccessMiddleware"),
        "firebell.site.demo.DemoMiddleware",
    )

# The firm's own public numbers and addresses: the guard lets them stand in a public answer.
OWN_CONTACTS = tuple(
    filter(None, (one.strip() for one in os.environ.get("FIREBELL_OWN_CONTACTS", "").split(",")))
)

ROOT_URLCONF = "firebell.site.urls"
ASGI_APPLICATION = "firebell.site.asgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "firebell.site.navigation.navigation",
            ],
            "string_if_invalid": "",
        },
    }
]

try:
    DATABASES = {"default": database(database_url(), HOME, number("FIREBELL_DATABASE_TIMEOUT", 20))}
except DatabaseUrlError as error:
    raise ImproperlyConfigured(str(error)) from None
# Posts a week that people are asked to read, drawn at random; 0 draws none.
# How much of one core a worker may use to read twice what is unsure or matters.
SECOND_FLOOR = number("FIREBELL_SECOND_FLOOR", 0.5)
if not 0 <= SECOND_FLOOR <= 1:
    raise ImproperlyConfigured(f"FIREBELL_SECOND_FLOOR={SECOND_FLOOR}: give a share, 0 to 1")
WEEKLY_SAMPLE = int(number("FIREBELL_WEEKLY_SAMPLE", 50))

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
# Each by its own name: whoever is lost in a strange language must find their own.
LANGUAGES = [("en", "English"), ("nb", "Norsk bokmål"), ("pl", "Polski")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
# Nothing is collected: the folders of the packages are served as they are (see below).
STATIC_ROOT = None
_unfold = find_spec("unfold")
if _unfold is None or not _unfold.submodule_search_locations:
    raise ImproperlyConfigured("django-unfold is missing; install firebell with its dependencies")
STATICFILES_DIRS = [
    ("chart", Path(_unfold.submodule_search_locations[0]) / "static" / "unfold" / "js" / "chart")
]
# The package's own folders are served as they are: nothing to collect before the first start.
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_MAX_AGE = 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# We speak for one host: its subdomains, and lists built into browsers, are its owner's affair.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("FIREBELL_LOG", "WARNING")},
    # What goes wrong while something has gone wrong already is no news.
    "loggers": {"psycopg": {"level": "ERROR"}},
}
