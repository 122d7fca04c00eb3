from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig as DjangoStaticFilesConfig
from django.utils.translation import gettext_lazy as _


class AdminConfig(DjangoAdminConfig):
    """Django's admin on our one site, which knows posts and what waits for whom."""

    default_site = "accounts.sites.PortalAdminSite"


class StaticFilesConfig(DjangoStaticFilesConfig):
    """Leaves out what packages bring and no page of ours asks for; compressing it took most of the first start."""

    ignore_patterns = [
        *DjangoStaticFilesConfig.ignore_patterns,
        "rest_framework",
        "redoc",
        "leaflet-src*",
        "swagger-ui-es-bundle*",
        "swagger-ui.js*",
    ]


class PortalConfig(AppConfig):
    """The wiring: settings, addresses, middleware, background work and the checks over all of them."""

    name = "deh_portal"
    verbose_name = _("Portal")

    def ready(self):
        from . import checks  # noqa: F401  (registers the system checks)
