from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DistrictsConfig(AppConfig):
    name = "districts"
    verbose_name = _("Districts and products")

    def ready(self):
        from common import guards

        guards.no_overlap("district_answers_to_one_authority_at_a_time", "districts_jurisdiction", keys=["district_id"])
