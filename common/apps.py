from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = _("Common")

    def ready(self):
        from common.guards import keeping

        pre_migrate.connect(keeping.drop_before_migrating, dispatch_uid="guards")
        post_migrate.connect(keeping.install_after_migrating, dispatch_uid="guards")
        connection_created.connect(keeping.refuse_silent_replacement, dispatch_uid="guards")
        checks.register(keeping.check_guards, checks.Tags.database)
