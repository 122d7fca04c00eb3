from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "imports"
    verbose_name = _("Imports")

    def ready(self):
        from accounts.moves import Move
        from accounts.sites import register_set_up

        register_set_up(
            _("Record adoptions from before this portal"),
            "past-adoptions",
            Move.REFERENCE_DATA,
            _("From a sheet and a ZIP of scans, with a preview."),
        )
