from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and posts")

    def ready(self):
        from common import guards
        from districts.editors import register_actor
        from documents.reading import register_reader

        from . import appointing, checks  # noqa: F401  (registers the system checks)
        from .actors import actor_of
        from .clocks import waiting_by_the_clocks
        from .conditions import condition, register_condition
        from .moves import Move
        from .order_files import may_read_posting_order
        from .waiting import register_list, register_set_up, register_waiting

        register_actor(actor_of)
        register_reader(may_read_posting_order)
        register_condition("is_a_committee_post", appointing.is_a_committee_post)
        # Readings come with a later part; until plans registers these two, nobody enters or approves one.
        for name in ("is_own_action", "is_another_than_entered"):
            if condition(name) is None:
                register_condition(name, _no_readings_yet)
        register_set_up(
            _("Set up a Regional Authority"),
            "admin:set-up-authority",
            Move.REFERENCE_DATA,
            _("An office, the districts under it by a notice, and its first officer."),
            step=1,
        )
        register_set_up(
            _("Set up a State officer"),
            "admin:set-up-state",
            Move.APPOINT,
            _("Who publishes, constitutes committees and appoints in a State."),
            step=2,
        )
        register_waiting(_first_steps)
        register_waiting(waiting_by_the_clocks)
        register_list(
            _("Posts and holders"),
            "admin:posts",
            _posts_to_fill,
            about=_("Who holds what, what is vacant; invitations and transfers."),
            move=Move.APPOINT,
        )
        guards.no_overlap(
            "post_has_one_substantive_holder_at_a_time",
            "accounts_posting",
            keys=["post_id"],
            where="{row}.kind = 'substantive'",
        )
        guards.no_overlap("person_is_posted_to_a_post_once_at_a_time", "accounts_posting", keys=["post_id", "person_id"])


def _no_readings_yet(user, place, on, thing):
    return _("Readings are not kept on this portal yet.")


def _first_steps(user, on):
    """In a new installation headquarters is led to what nothing can begin without."""
    from .models import Duty, Post
    from .moves import Move
    from .permission import may
    from .waiting import Waiting

    if not may(user, Move.CONSTITUTE, None, on=on) or Post.objects.filter(duty=Duty.RA_OFFICER).exists():
        return []
    return [Waiting(_("Set up the first Regional Authority and its districts"), "/admin/set-up/", kind="set_up")]


def _posts_to_fill(user, on):
    """How many posts stand within reach; None, which hides the list, for those who appoint nowhere."""
    from .moves import Move
    from .permission import reach
    from .queries import posts_within

    return posts_within(user, on=on).count() if reach(user, Move.APPOINT, on=on).exists() else None
