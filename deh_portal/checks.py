"""System checks over the whole portal; `check --deploy` fails where production would be unsafe or slow."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

from audit.installation import is_demonstration


@register(Tags.security, deploy=True)
def production_is_configured(app_configs, **kwargs):
    """A real installation runs on PostgreSQL and Redis, behind TLS, with its own secret and mail."""
    found = []
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        found.append(Warning("The database is SQLite.", hint="Set DATABASE_URL to PostgreSQL.", id="deh_portal.W001"))
    if not settings.CELERY_BROKER_URL.startswith("redis"):
        found.append(Warning("Tasks travel by files.", hint="Set CELERY_BROKER_URL to Redis.", id="deh_portal.W002"))
    if not settings.EMAIL_URL:
        found.append(Warning("Mail is written to files.", hint="Set EMAIL_URL.", id="deh_portal.W003"))
    if not settings.BEHIND_TLS:
        found.append(Error("Cookies travel in the clear.", hint="Set BEHIND_TLS=yes.", id="deh_portal.E001"))
    if is_demonstration():
        found.append(Error("This serves the demonstration year.", hint="Set DEMO=no.", id="deh_portal.E002"))
    return found


@register(Tags.security)
def policy_has_no_unsafe_word(app_configs, **kwargs):
    """The content security policy never says unsafe-inline or unsafe-eval."""
    words = [word for words in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for word in words]
    if any("unsafe" in str(word) for word in words):
        return [Error("The content security policy allows something unsafe.", id="deh_portal.E003")]
    return []
