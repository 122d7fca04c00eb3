"""The one settings file. Everything that differs between installations comes from the environment (docs/settings.md)."""

import re
import sysconfig
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from . import env

BASE_DIR = env.BASE_DIR
VAR = Path(env.text("VAR_DIR", str(BASE_DIR / "var"), "Folder of everything the portal writes.", shown="var/"))
VAR.mkdir(parents=True, exist_ok=True)

# The release is the first heading of the changelog, so that site and changelog cannot disagree.
RELEASE = re.search(r"^## (\S+)", (BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8"), re.M).group(1)

DEMONSTRATION = env.yes_no("DEMO", False, "Serve the demonstration year, in a database of its own, marked on every page.")
DATABASE_KIND = "demonstration" if DEMONSTRATION else "facts"
DEBUG = env.yes_no("DEBUG", False, "Django's debug pages; never where the public can see them.")

_secret_file = VAR / "secret-key"
SECRET_KEY = env.text("SECRET_KEY", "", "Signs sessions and one-time links; made and kept in var/ when empty.")
if not SECRET_KEY:
    if not _secret_file.exists():
        from django.core.management.utils import get_random_secret_key

        _secret_file.touch(mode=0o600)
        _secret_file.write_text(get_random_secret_key(), encoding="utf-8")
    SECRET_KEY = _secret_file.read_text(encoding="utf-8")

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"], "Host names the portal answers to.")
PUBLIC_ORIGIN = env.text("PUBLIC_ORIGIN", "", "Address of the portal as others reach it, e.g. https://exporthubs.example.")
BEHIND_TLS = env.yes_no("BEHIND_TLS", False, "The portal stands behind a proxy that speaks HTTPS: secure cookies, HSTS.")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ORIGIN] if PUBLIC_ORIGIN else []

# One wheel carries GDAL and GEOS: django-leaflet and uploaded boundary files need no system package.
_wheel_libs = Path(sysconfig.get_paths()["platlib"]) / "pyogrio.libs"
_gdal = next(iter(sorted(_wheel_libs.glob("libgdal-*.so*"))), None) or next(
    iter(sorted((Path(sysconfig.get_paths()["platlib"]) / "pyogrio" / ".dylibs").glob("libgdal.*.dylib"))), None
)
if _gdal is None:
    raise ImproperlyConfigured("The pyogrio wheel is not installed, so GDAL is missing. Run bin/run, which installs it.")
GDAL_LIBRARY_PATH = GEOS_LIBRARY_PATH = str(_gdal)

INSTALLED_APPS = [
    "deh_portal.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "deh_portal.apps.StaticFilesConfig",
    "django.forms",
    "leaflet",
    "import_export",
    "simple_history",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "csp",
    "deh_portal.apps.PortalConfig",
    "public",
    "api",
    "imports",
    "plans",
    "committees",
    "accounts",
    "districts",
    "documents",
    "audit",
    "common",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "deh_portal.middleware.request_id.RequestId",
    "csp.middleware.CSPMiddleware",
    "deh_portal.middleware.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "deh_portal.middleware.language.LanguageFromPath",
    "deh_portal.middleware.readable.Readable",
    "deh_portal.middleware.public_pages.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "deh_portal.urls"
WSGI_APPLICATION = "deh_portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

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
                "deh_portal.context.portal",
            ],
        },
    },
]

DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        VAR / ("demo.sqlite3" if DEMONSTRATION else "portal.sqlite3"),
        "Where the data lives: PostgreSQL in production, SQLite in one file when nothing is said.",
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits stand apart from rendered pages, so that readers of many pages push nobody's count of mails out.
_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _MEMORY, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 2000}},
    "limits": {"BACKEND": _MEMORY, "LOCATION": "limits", "OPTIONS": {"MAX_ENTRIES": 10_000}},
}
_cache_url = env.text("CACHE_URL", "", "A Redis address shared by all web processes for rendered pages; memory when empty.")
if _cache_url:
    CACHES = {
        alias: {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _cache_url, "KEY_PREFIX": prefix}
        for alias, prefix in (("default", ""), ("limits", "limits"))
    }

# People
AUTH_USER_MODEL = "accounts.User"
# The address is unique by a constraint over its lower-case form, which this check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "/admin/login/"
LOGIN_REDIRECT_URL = "/admin/"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_FAILURE_VIEW = "deh_portal.errors.csrf_failure"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "accounts.login.username_of"
AXES_LOCKOUT_CALLABLE = "accounts.login.locked_page"
AXES_IPWARE_PROXY_COUNT = (
    env.number("PROXY_COUNT", 0, "Proxies in front; tells whose address a wrong password comes from.") or None
)
REQUIRE_OTP = env.yes_no("REQUIRE_OTP", False, "Officers must have a second factor to sign in.")

# Languages: from the path alone (/hi/...), so that no page varies by a header.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("hi", "हिन्दी")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Kolkata"
DATE_FORMAT = "d-m-Y"
FORMAT_MODULE_PATH = ["deh_portal.formats"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "public.bundles.BundleFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "deh_portal.static_storage.PortalStaticStorage"},
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "jpg", "gz", "br", "woff2", "pdf", "map", "txt", "md", "html")
DOCUMENT_ROOT = Path(
    env.text("DOCUMENT_ROOT", str(VAR / "documents"), "Orders, scans, minutes; never inside the web root.", shown="var/documents")
)
DOCUMENT_LIMIT_BYTES = env.number("DOCUMENT_LIMIT_MB", 25, "Largest file an officer may upload.") * 1024 * 1024
BOUNDARY_ROOT = Path(
    env.text("BOUNDARY_ROOT", str(VAR / "boundaries"), "Where build_boundaries writes the map files.", shown="var/boundaries")
)
EDITION_ROOT = Path(
    env.text(
        "EDITION_ROOT",
        str(VAR / "editions" / DATABASE_KIND),
        "Files named by an edition: map values, downloads.",
        shown="var/editions",
    )
)
SEED_ROOT = BASE_DIR / "seeds"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

# Mail
EMAIL_URL = env.text(
    "EMAIL_URL", "", "smtp+tls://user:password@host:587, or consolemail:// to print; when empty, mail is written to var/mail/."
)
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "portal@localhost", "Sender of the portal's mail.")
if EMAIL_URL:
    vars().update(env._env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"
# A mail server that does not answer holds up one sweep, not the worker for ever.
EMAIL_TIMEOUT = 30
NOTICE_DIGEST_MINUTES = env.number(
    "NOTICE_DIGEST_MINUTES", 15, "Notices that are not urgent are collected this long; one mail for each address lists them."
)

SECURITY_CONTACT = env.text("SECURITY_CONTACT", "", "E-mail for reports of security holes, shown in security.txt.")

# Background work
CELERY_BROKER_URL = env.text(
    "CELERY_BROKER_URL", "filesystem://", "redis://... in production; files in var/queue when nothing is said."
)
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_ALWAYS_EAGER = env.yes_no("CELERY_EAGER", False, "Run tasks inside the web request; for tests.")
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TIMEZONE = "Asia/Kolkata"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / f"beat-schedule-{DATABASE_KIND}")
# Publishing never waits for a broker: a message that is not taken at once is found by the next sweep.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"max_retries": 1, "interval_start": 0}
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS["socket_connect_timeout"] = 2
if CELERY_BROKER_URL == "filesystem://":
    _queue = VAR / "queue" / DATABASE_KIND
    for _folder in ("in", "done", "control"):
        (_queue / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "in"),
        "data_folder_out": str(_queue / "in"),
        "processed_folder": str(_queue / "done"),
        "control_folder": str(_queue / "control"),
        "store_processed": False,
        "polling_interval": 0.05,
    }

# API
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "api.pages.Pages",
    "PAGE_SIZE": 50,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.errors.one_shape",
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Districts as Export Hubs API",
    "VERSION": RELEASE,
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

# The map: own lines only, no remote tiles, no flag in the corner.
LEAFLET_CONFIG = {
    "TILES": [],
    "ATTRIBUTION_PREFIX": False,
    "DEFAULT_CENTER": (22.5, 80.0),
    "DEFAULT_ZOOM": 4,
    "MIN_ZOOM": 3,
    "MAX_ZOOM": 14,
    "RESET_VIEW": False,
}

# Security headers. The nonce appears in the admin alone (deh_portal.middleware.headers), for django-leaflet's widget.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSP_ADMIN_SCRIPT = [SELF, NONCE]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "deh_portal.middleware.request_id.RequestIdFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {request_id} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING", "How much is said on standard error.")},
    # kombu warns that files have no host name, which is how the embedded broker works.
    "loggers": {"axes": {"level": "ERROR"}, "kombu.connection": {"level": "ERROR"}},
}
