"""A database is marked `facts` or `demonstration` when it is created and never changes (design.md section 8)."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from common.clock import now
from common.refusals import Refusal

from .models import Installation


class OtherKindOfDatabase(Refusal):
    """The database was created for the other purpose."""


def mark(kind):
    """Write the mark, or confirm it. Raises OtherKindOfDatabase where the database carries the other one."""
    row, _created = Installation.objects.get_or_create(only=True, defaults={"kind": kind, "created_at": now()})
    if row.kind != kind:
        raise OtherKindOfDatabase(
            _(
                "This database was created for %(was)s and is now asked for as %(wanted)s. "
                "Set DEMO the way it was, or name another DATABASE_URL; nothing was changed."
            )
            % {"was": row.kind, "wanted": kind}
        )
    return row


def is_demonstration():
    """True where everything invented may be shown, marked. Costs no query: `mark` has compared setting and database."""
    return settings.DATABASE_KIND == Installation.Kind.DEMONSTRATION
