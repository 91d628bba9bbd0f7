"""Django settings, one file for every installation; what differs comes from the environment."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from samverka.config import environment as env

PACKAGE = Path(__file__).resolve().parents[1]
DATA = env.data_folder()

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")  # demo accounts may be switched between, and a banner says so
SECRET_KEY = env.secret_key(DATA)
ALLOWED_HOSTS = env.words("HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("ORIGINS")
HTTPS = env.flag("HTTPS")

INSTALLED_APPS = [
    "samverka.upkeep",
    "samverka.home",
    "samverka.search",
    "samverka.imports",
    "samverka.tables",
    "samverka.findings",
    "samverka.action_register",
    "samverka.agreements",
    "samverka.meetings",
    "samverka.matters",
    "samverka.forums",
    "samverka.principals",
    "samverka.foundation.tasks",
    "samverka.foundation.documents",
    "samverka.foundation.audit",
    "samverka.foundation.accounts",
    "samverka.foundation.dates",
    "samverka.foundation.ui",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samverka.foundation.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "samverka.foundation.ui.not_allowed.NotAllowedMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # a view answers without login only if it says so
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samverka.foundation.dates.day.DayMiddleware",
    "samverka.findings.middleware.FollowLogMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "samverka.config.urls"
WSGI_APPLICATION = "samverka.config.wsgi.application"

_loaders = ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "samverka.foundation.dates.templatetags.dates",
                "samverka.foundation.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samverka.foundation.ui.context.page",
                "samverka.foundation.accounts.context.demo",
            ],
        },
    }
]
FORM_RENDERER = "samverka.foundation.ui.forms.FormRenderer"
MENU = "samverka.config.navigation.MENU"
CSRF_FAILURE_VIEW = "samverka.foundation.ui.views.csrf_failure"

DATABASES = {"default": env.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES = DATA / "files"  # stored once by checksum, outside everything a web server serves
MEDIA_ROOT = FILES
MEDIA_URL = ""

# Kept parts of pages (ADR 0012), in each process: some three a page and ten kilobytes each.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1000}}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "samverka.foundation.accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home:overview"
LOGOUT_REDIRECT_URL = "accounts:login"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_VERBOSE = False

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "samverka_sprak"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # served from the packages: no collectstatic step to forget, hence no STATIC_ROOT

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}

# What a page may do: no inline script or style, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

UPLOAD_LIMIT = env.whole_number("UPLOAD_MEGABYTES", 50) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

COUNTY = env.text("COUNTY", "23")  # county code whose names are known from the start
try:
    TODAY = dt.date.fromisoformat(env.text("TODAY")) if env.text("TODAY") else None
except ValueError as error:
    raise ImproperlyConfigured("SAMVERKA_TODAY ska vara ett datum som 2024-05-20.") from error

SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # HSTS for other names of the domain is not ours to promise
if not HTTPS:  # plain HTTP, as on 127.0.0.1
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"tokens": {"()": "samverka.foundation.accounts.tokens.HideTokens"}},  # secrets that stand in addresses
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["tokens"]}},
    "loggers": {"django.request": {"level": "ERROR"}},  # a refusal is no fault, and needs no traceback
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
