"""Django settings, all derived from `config.environment`; nothing is set elsewhere."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from xiezhi.config.databases import database_settings, role_names
from xiezhi.config.environment import Zone, environment
from xiezhi.config.logs import logging_settings
from xiezhi.config.mail import mail_settings
from xiezhi.law.book import add_folder

ENV = environment()
PACKAGE = Path(__file__).resolve().parent.parent

# The office's own law data; a slip in it stops the start and names file, key and field.
add_folder(ENV.law_dir)

DEBUG = False
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = list(ENV.allowed_hosts)
ROOT_URLCONF = "xiezhi.config.urls"
WSGI_APPLICATION = "xiezhi.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Account"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "procrastinate.contrib.django",
    "xiezhi.infra",
    "xiezhi.ledger",
    "xiezhi.accounts",
    "xiezhi.vault",
    "xiezhi.evidence",
    "xiezhi.uploads",
    "xiezhi.notifications",
    "xiezhi.house",
    "xiezhi.disclosure",
    "xiezhi.partners",
    "xiezhi.supporters",
    "xiezhi.intake",
    "xiezhi.clocks",
    "xiezhi.campaigns",
    "xiezhi.letters",
    "xiezhi.leads",
    "xiezhi.cases",
    "xiezhi.proposals",
    "xiezhi.reporting",
    "xiezhi.exchange",
    "xiezhi.web",
    "xiezhi.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "xiezhi.web.middleware.requests.RequestLogMiddleware",
    "csp.middleware.CSPMiddleware",
    "xiezhi.web.middleware.headers.PrivacyHeadersMiddleware",
    "xiezhi.web.middleware.sizes.RequestSizeMiddleware",
    "xiezhi.web.middleware.queries.PlainQueryMiddleware",
    "xiezhi.web.middleware.arriving.ArrivalMiddleware",
    "xiezhi.web.middleware.tenant.TenantMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "xiezhi.web.middleware.sessions.SessionLimitsMiddleware",
    "xiezhi.web.middleware.phone.PhoneMiddleware",
    "xiezhi.web.middleware.actor.ActorMiddleware",
    "xiezhi.web.middleware.problems.ProblemMiddleware",
    "xiezhi.web.middleware.second_factor.SecondFactorMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "xiezhi.web.context.office",
                "xiezhi.web.context.house",
                "xiezhi.web.inbox.context.unread",
                "xiezhi.web.desk.navigation.desk_navigation",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

DATABASES = database_settings(ENV)
XIEZHI_DATABASE_ROLES = role_names(ENV)

# Sign-in.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "xiezhi.accounts.backends.OfficeBackend",
    "xiezhi.accounts.backends.SmsCodeBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "xiezhi.web.accounts.adapter.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {"login": "xiezhi.web.accounts.forms.DeskSignInForm"}
ACCOUNT_RATE_LIMITS = False  # axes locks by account and source; offices share one address
MFA_ADAPTER = "xiezhi.accounts.mfa_adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "xiezhi.web.accounts.forms.SecondFactorForm",
    "reauthenticate": "xiezhi.web.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "xiezhi.web.accounts.forms.EnrolTotpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENV.is_https
MFA_TOTP_ISSUER = "协治"
MFA_TOTP_TOLERANCE = 1  # a half minute each way; used codes are spent in accounts.services
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username"]]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else anybody keeps a name locked for ever
AXES_USERNAME_CALLABLE = "xiezhi.web.accounts.lockout.locked_name"
AXES_CLIENT_IP_CALLABLE = "xiezhi.web.accounts.lockout.no_address"
AXES_SENSITIVE_PARAMETERS = [
    "username",
    "ip_address",
    "password",
    "login",
    "account",
    "phone",
    "code",
    "credential",
    "csrfmiddlewaretoken",
]
AXES_LOCKOUT_CALLABLE = "xiezhi.web.accounts.lockout.locked_out"
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # locks by account: the application never learns addresses

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 3600
# No cookie outlives the tab: a telephone must not tell later that a report went out from it, and when.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a work card opened from a chat arrives from another site
SESSION_COOKIE_SECURE = ENV.is_https
CSRF_COOKIE_SECURE = ENV.is_https
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "xiezhi.web.problems.csrf_failure"

# Transport and headers.
SECURE_SSL_REDIRECT = ENV.is_https
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if ENV.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENV.is_https
SECURE_HSTS_PRELOAD = ENV.is_https
# Under "no-referrer" browsers send "Origin: null" with forms, which the CSRF check must refuse.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.is_behind_proxy else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "blob:", "data:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# What a request may carry.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000
DATA_UPLOAD_MAX_NUMBER_FILES = 30
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_PERMISSIONS = 0o600

# Language and time.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Static files, served compressed by the same process.
STATIC_URL = "/static/"
STATIC_ROOT = ENV.var_dir / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site shows our files
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "xiezhi.infra.static.StaticStorage"},
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = logging_settings(ENV)
for _name, _value in mail_settings(ENV).items():
    globals()[_name] = _value

# The application's own.
XIEZHI_ZONE = ENV.zone
XIEZHI_OUTER_URL = ENV.outer_url
XIEZHI_DEMO = ENV.is_demo
XIEZHI_FILES = ENV.files_dir
XIEZHI_S3 = ENV.s3
XIEZHI_KEYS = ENV.keys_dir
XIEZHI_VAULT_KEYS = ENV.vault_keys_dir
XIEZHI_VAULT_SOCKET = ENV.vault_socket
XIEZHI_EXCHANGE_PART_BYTES = ENV.exchange_part_bytes
XIEZHI_FILE_LIMITS = {
    "photo": ENV.limit_photo_bytes,
    "voice": ENV.limit_voice_bytes,
    "paper": ENV.limit_paper_bytes,
    "video": ENV.limit_video_bytes,
}
XIEZHI_FFMPEG = ENV.ffmpeg
XIEZHI_CLAMD = ENV.clamd_socket
XIEZHI_SMS_GATEWAY = ENV.sms_gateway or ("double" if ENV.is_demo else "")
XIEZHI_WECOM_WEBHOOK = ENV.wecom_webhook
XIEZHI_WEB_PUSH = ENV.web_push
XIEZHI_WEB_PUSH_HOSTS = ENV.web_push_hosts
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
if ENV.zone is Zone.OUTER:
    INSTALLED_APPS.remove("xiezhi.proposals")
    INSTALLED_APPS.remove("xiezhi.campaigns")
    INSTALLED_APPS.remove("xiezhi.clocks")
    INSTALLED_APPS.remove("xiezhi.cases")
    INSTALLED_APPS.remove("xiezhi.leads")
    INSTALLED_APPS.remove("xiezhi.reporting")
