"""Django's settings, made from the data folder's."""

import os
import secrets
import tempfile
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from collegium.kit import configuration, languages
from collegium.project import addressing
from collegium.project.signing_in import *  # noqa: F403  (Django reads settings from one module)

DATA = Path(os.environ.get("COLLEGIUM_DATA", "data")).resolve()
HERE = configuration.read(DATA)


def secret_key(path: Path) -> str:
    """Made once for each data folder, and readable by its owner only."""
    if not path.parent.exists():
        return secrets.token_urlsafe(50)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="utf-8")


def keys(text: str) -> list[str]:
    """The first line signs and locks; what an older one signed or locked is still opened."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def database(address: str) -> dict[str, object]:
    """SQLite in the data folder, or the PostgreSQL that the address names."""
    if not address:
        synchronous = "FULL" if HERE["sqlite_synchronous"].upper() == "FULL" else "NORMAL"
        return {
            "ENGINE": "collegium.kit.sqlite",
            "NAME": DATA / "collegium.sqlite3",
            # IMMEDIATE: with the default, most concurrent writers fail with "database is locked".
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": f"PRAGMA journal_mode=WAL;PRAGMA synchronous={synchronous};"
                "PRAGMA mmap_size=134217728;PRAGMA cache_size=-16000;",
            },
            "CONN_MAX_AGE": None,
            # In memory, as Django has it of itself where the engine is its own.
            "TEST": {"NAME": ":memory:"},
        }
    said = addressing.understood(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": said.pop("dbname", ""),
        "USER": said.pop("user", ""),
        "PASSWORD": said.pop("password", ""),
        "HOST": said.pop("host", ""),
        "PORT": said.pop("port", ""),
        "OPTIONS": said,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


ADDRESS = HERE["address"].rstrip("/") or f"http://localhost:{HERE['port']}"
DEMO = HERE["demo"]
DEBUG = HERE["debug"]
SECRET_KEY, *SECRET_KEY_FALLBACKS = keys(secret_key(DATA / "secret.key"))
ALLOWED_HOSTS = [urlsplit(ADDRESS).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]
SECURE = ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "collegium.project",
    "collegium.demo",
    "collegium.desk",
    "collegium.api",
    "collegium.lti",
    "collegium.years",
    "collegium.safeguarding",
    "collegium.bulletins",
    "collegium.sharings",
    "collegium.teachmeets",
    "collegium.outcomes",
    "collegium.impact",
    "collegium.surveys",
    "collegium.walks",
    "collegium.evidence",
    "collegium.cpd",
    "collegium.booklets",
    "collegium.packs",
    "collegium.community",
    "collegium.reading",
    "collegium.study",
    "collegium.enquiry",
    "collegium.forming",
    "collegium.visits",
    "collegium.scheduling",
    "collegium.conversation",
    "collegium.meetings",
    "collegium.library",
    "collegium.groups",
    "collegium.programmes",
    "collegium.mail",
    "collegium.calendar",
    "collegium.files",
    "collegium.people",
    "collegium.history",
    "collegium.kit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "template_partials",
    "csp",
]
MIDDLEWARE = [
    "collegium.kit.web.RequestId",
    "collegium.kit.web.Packed",
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
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "collegium.kit.web.PersonalPages",
    "collegium.kit.web.OwnLanguage",
    "collegium.kit.web.OnlySent",
]
ROOT_URLCONF = "collegium.project.urls"
WSGI_APPLICATION = "collegium.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "collegium.desk.navigation.around_every_page",
            ],
            "builtins": ["collegium.kit.templatetags.components", "collegium.kit.templatetags.acting"],
        },
    }
]
FORM_RENDERER = "collegium.kit.forms.Renderer"

DATABASES = {"default": database(HERE["database"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# allauth keeps its limits here: with Django's 300 entries anyone could flush the counters.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kit_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

SESSION_ENGINE = "collegium.kit.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
SIGN_ON_INSIDE = HERE["sign_on_inside"]
WEBHOOKS = HERE["webhooks"]
NOTICES = HERE["notices"]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "apart"]}}

LANGUAGE_CODE = HERE["language"]
LANGUAGES = [(one.code, one.name) for one in languages.LANGUAGES]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = HERE["timezone"]
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
DATE_FORMAT = "j F Y"

STATIC_URL = "/static/"
# Gathered and hashed once for each version, beside the data.
STATIC_ROOT = Path(os.environ.get("COLLEGIUM_STATIC", DATA / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_TEMP_DIR = tempfile.gettempdir()
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = HERE["mail_host"]
EMAIL_PORT = HERE["mail_port"]
EMAIL_HOST_USER = HERE["mail_user"]
EMAIL_HOST_PASSWORD = HERE["mail_password"]
EMAIL_USE_TLS = HERE["mail_security"] == "starttls"
EMAIL_USE_SSL = HERE["mail_security"] == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = HERE["mail_from"] or f"collegium@{ALLOWED_HOSTS[0]}"


def reply_address() -> str:
    """Where answers by mail go; empty: none come in."""
    if HERE["reply_address"] or not HERE["imap_host"]:
        return str(HERE["reply_address"])
    name, _at, domain = parseaddr(DEFAULT_FROM_EMAIL)[1].rpartition("@")
    return f"{name}+{{key}}@{domain}"


REPLY_ADDRESS = reply_address()
IMAP_HOST, IMAP_PORT, IMAP_SECURITY = HERE["imap_host"], HERE["imap_port"], HERE["imap_security"]
IMAP_USER = HERE["imap_user"] or HERE["mail_user"]
IMAP_PASSWORD = HERE["imap_password"] or HERE["mail_password"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE and HERE["proxied"]
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HERE["proxied"] else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "briefly": {"()": "collegium.kit.web.Briefly"},
        "request_id": {"()": "collegium.kit.web.WithRequestId"},
    },
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["briefly", "request_id"], "formatter": "line"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "collegium": {"level": "INFO"},
        "django.security.DisallowedHost": {"level": "ERROR"},
        # It says for every request that waited a moment that it did.
        "waitress.queue": {"level": "ERROR"},
    },
}
# A school's other subdomains are not ours to promise anything about.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
