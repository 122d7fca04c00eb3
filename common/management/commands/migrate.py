"""Django's migrate, which may start without guards because it is what puts them in."""

from django.core.management.commands import migrate

from common.guards.keeping import may_be_missing


class Command(migrate.Command):
    help = "Django's migrate; afterwards every guard stands again."

    def check(self, *args, **kwargs):
        with may_be_missing():
            super().check(*args, **kwargs)
