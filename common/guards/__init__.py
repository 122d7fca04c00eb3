"""Guards: what the database itself refuses, on SQLite and on PostgreSQL.

    guards.append_only("event_is_append_only", "audit_event")
    guards.frozen_rows("resolution_is_frozen_once_signed", "committees_resolution", "{row}.signed_at IS NOT NULL")
    guards.frozen_with_parent("target_is_frozen_with_its_version", "plans_target",
                              parent="plans_planversion", key="version_id",
                              when="{parent}.state NOT IN ('draft', 'returned')")
    guards.no_overlap("posting_has_one_substantive_holder_at_a_time", "accounts_posting",
                      keys=["post_id"], where="{row}.kind = 'substantive'")

Each app registers its guards in AppConfig.ready(). They are dropped before a
migration runs (SQLite cannot rebuild a table that another table's trigger
reads, and loses the triggers of one it rebuilds), put back after it, and
verified by the system check common.E001 and at the start of web and worker.
What a guard refuses arrives as IntegrityError with the guard's name in it.
"""

from common.guards.definitions import (
    Guard,
    append_only,
    frozen_rows,
    frozen_with_parent,
    no_overlap,
    register,
    registered,
)
from common.guards.keeping import (
    GuardsMissing,
    drop,
    install,
    lift_guards,
    require_all,
    require_all_before_serving,
    verify,
)

__all__ = [
    "Guard",
    "GuardsMissing",
    "append_only",
    "drop",
    "frozen_rows",
    "frozen_with_parent",
    "install",
    "lift_guards",
    "no_overlap",
    "register",
    "registered",
    "require_all",
    "require_all_before_serving",
    "verify",
]
