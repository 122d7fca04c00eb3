from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicConfig(AppConfig):
    name = "public"
    verbose_name = _("Public pages")

    def ready(self):
        # They listen to the edition, or register the files an edition has.
        from . import map_picture, map_values, receivers  # noqa: F401
