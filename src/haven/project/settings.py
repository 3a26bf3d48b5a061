"""Django's settings, derived from `environment.py`; nothing that an operator decides is written here."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from haven.project.environment import environment, is_loopback, secret_key

ENVIRONMENT = environment()
PROJECT = Path(__file__).parent
ADDRESS = urlsplit(ENVIRONMENT.url)
SECURE = ADDRESS.scheme == "https"
MAP_TILES, _, MAP_CREDIT = ENVIRONMENT.map_tiles.partition(" ")


def database_settings(url: str) -> dict[str, Any]:
    """Django's database settings for a libpq address (URL or key=value)."""
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    named = {
        key: parts.pop(name, "")
        for key, name in (
            ("NAME", "dbname"),
            ("USER", "user"),
            ("PASSWORD", "password"),
            ("HOST", "host"),
            ("PORT", "port"),
        )
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts | {"pool": {"min_size": 1, "max_size": ENVIRONMENT.web_threads + 4, "timeout": 4}},
    }


def mail_settings(url: str) -> dict[str, Any]:
    """Django's `EMAIL_…` settings for an smtp:// (STARTTLS with a user) or smtps:// address."""
    parts = urlsplit(url)
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
    }


SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = [host for host in {ADDRESS.hostname, "localhost", "127.0.0.1", "[::1]"} if host]
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.url]
ROOT_URLCONF = "haven.project.urls"
WSGI_APPLICATION = "haven.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "haven.project",
    "haven.ledger",
    "haven.site",
    "haven.mail",
    "haven.accounts",
    "haven.api",
    "haven.webhooks",
    "haven.custody",
    "haven.policies",
    "haven.findings",
    "haven.listings",
    "haven.notices",
    "haven.alerts",
    "haven.cases",
    "haven.rights",
    "haven.marketplace",
    "haven.moderation",
    "haven.investigations",
    "haven.legal",
    "haven.administration",
    "haven.closing",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "haven.api.gate.Gate",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "haven.project.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "haven.project.null_characters.NullCharactersMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "haven.project.log_down.LogDownMiddleware",
    "haven.project.only_by_button.OnlyByButtonMiddleware",
    "haven.closing.gate.ClosingGate",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.i18n",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "haven.project.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "haven.project.templatetags.fixed"],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # our own field and error templates

DATABASES = {"default": database_settings(ENVIRONMENT.database_url or "postgresql:///haven")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "haven_cache"}}

# Sign-in: a code by mail, then a second factor where a person has set one up. There are no passwords.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_REDIRECT_URL = "/my/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "haven.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "haven.accounts.forms.TermsForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True  # asking would be one more box; sessions end after two weeks
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = ADDRESS.scheme
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = ENVIRONMENT.site_name
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = is_loopback(ADDRESS.hostname or "")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "haven_session"
CSRF_COOKIE_NAME = "haven_csrf"
CSRF_FAILURE_VIEW = "haven.project.views.refusing.old_page"
SESSION_COOKIE_AGE = 14 * 86400
SECURE_SSL_REDIRECT = False  # the reverse proxy's business; see docs/operate.md
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # the same
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([f"https://{urlsplit(MAP_TILES).netloc}"] if MAP_TILES else [])],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 100  # more than an ad takes, so that the page can say which it took
FILE_UPLOAD_HANDLERS = [
    "haven.project.upload_limit.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data.resolve() / "static"
MEDIA_ROOT = ENVIRONMENT.media
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

TIME_ZONE = ENVIRONMENT.time_zone
USE_TZ = True
# What pages and mails can be read in. Who has chosen none, and whose browser asks for none of them, gets the first
# language of the site's ads. Desks are English: see `haven.accounts.permissions`.
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch"), ("es", "Español"), ("fr", "Français")]
LANGUAGE_CODE = next((code for code, _ in LANGUAGES if code[:2] == ENVIRONMENT.languages[:2]), "en-gb")
LANGUAGE_COOKIE_NAME = "haven_language"  # set only when somebody chooses a language
LANGUAGE_COOKIE_AGE = 365 * 86400
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = SECURE
LOCALE_PATHS = [PROJECT / "locale"]
USE_I18N = True

# What was due while the host was down is done once when it is up again: a machine that is off every night would never
# delete what is too old. The library's own limit is ten minutes; no task of Haven is rarer than daily.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 25 * 3600}  # seconds

# What the domain packages need to know of the site; they do not read the environment themselves.
# Reasons are the business of `moderation`, which `listings` may not know: called by name when screening refuses an ad.
MACHINE_REFUSAL = "haven.moderation.actions.refusing.give_reasons"
SITE_NAME = ENVIRONMENT.site_name
SITE_URL = ENVIRONMENT.url
SITE_CONTACT = ENVIRONMENT.contact or ""
SITE_CURRENCY = ENVIRONMENT.currency
SITE_REGION = ENVIRONMENT.region
SITE_LANGUAGES = tuple(ENVIRONMENT.languages.split(","))
LOGS = ENVIRONMENT.data.resolve() / "logs"
SEARCH_DIRECTORY = ENVIRONMENT.data.resolve() / "search"
RELAY_DOMAIN = ENVIRONMENT.relay_domain
INBOUND_SECRET = ENVIRONMENT.inbound_secret.get_secret_value() if ENVIRONMENT.inbound_secret else ""
AUDIT_PERCENT = ENVIRONMENT.audit_percent
WEBHOOK_LOOPBACK = ENVIRONMENT.webhook_loopback
UNDO_SECONDS = ENVIRONMENT.undo_seconds
HELP_LINES = ENVIRONMENT.data / "help_lines.yaml"
REFERRALS = ENVIRONMENT.data / "referrals"
LAW = ENVIRONMENT.data / "law"
SITE_SIZE = ENVIRONMENT.size
LISTING_DAYS = ENVIRONMENT.listing_days
KEEP_DAYS = {
    "drafts": ENVIRONMENT.keep_drafts_days,
    "ads": ENVIRONMENT.keep_ads_days,
    "messages": ENVIRONMENT.keep_messages_days,
    "mails": ENVIRONMENT.keep_mails_days,
    "reporters": ENVIRONMENT.keep_reporters_days,
    "words": ENVIRONMENT.keep_words_days,
    "instruments": ENVIRONMENT.keep_instruments_days,
    "consents": ENVIRONMENT.keep_consents_days,
    "work": ENVIRONMENT.keep_work_days,
    "sessions": 14,  # as long as a session lives
    "logs": ENVIRONMENT.keep_logs_days,
}
RETENTION_FILE = ENVIRONMENT.data / "retention.yaml"
# Whoever keeps something about people, above `rights`.
RIGHTS_ROOMS = ["haven.moderation.belongings.ModerationRoom", "haven.legal.belongings.LegalRoom"]
HOLDS_KEPT_BY = "haven.legal.actions.keeping.keep_what_is_there"
ALARMS_TOLD_BY = "haven.administration.telling.tell_alarm"
INSTRUMENTS_FORGOTTEN_BY = "haven.legal.belongings.forget_instruments"
WORK_FORGOTTEN_BY = "haven.moderation.belongings.forget_work"
BRIEF_ENDPOINT = ENVIRONMENT.brief_endpoint
CYBERTIP_URL = ENVIRONMENT.cybertip_url
CYBERTIP_LOGIN = ENVIRONMENT.cybertip_login.get_secret_value() if ENVIRONMENT.cybertip_login else ""
TSA_URL = ENVIRONMENT.tsa_url
FINDINGS_DAYS = ENVIRONMENT.findings_days
LEDGER_KEYS = ENVIRONMENT.data.resolve() / "ledger.keys"
LEDGER_ORIGIN = f"{ADDRESS.netloc}/log"
LEDGER_WITNESSES = ENVIRONMENT.witness_list

DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
if ENVIRONMENT.smtp_url:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_TIMEOUT = 20
    globals().update(mail_settings(ENVIRONMENT.smtp_url))
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"redaction": {"()": "haven.project.log_redaction.Redaction"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["redaction"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"haven": {"level": "INFO"}, "procrastinate": {"level": "WARNING"}},
}
