from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Record")

    def ready(self):
        from common import guards

        guards.append_only("event_is_append_only", "audit_event")
        guards.append_only("installation_is_marked_once", "audit_installation")
