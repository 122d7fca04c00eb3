from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _write_seat_types(sender, using, **_kwargs):
    from committees.seat_types import write_seat_types

    write_seat_types(using)


class CommitteesConfig(AppConfig):
    name = "committees"
    verbose_name = _("Committees")

    def ready(self):
        from accounts.clocks import register_clock
        from accounts.moves import Move
        from accounts.sites import register_list, register_set_up, register_waiting
        from committees import pending, publicity
        from committees.actions import pending_report
        from committees.clocks import CLOCKS
        from committees.conditions import register_conditions
        from committees.desk import waiting, waiting_minutes
        from committees.guards import register_guards
        from committees.minutes_reading import confirmed_among, pending_minutes
        from committees.order_files import may_read_order
        from committees.paper_scans import may_read_signed_packet
        from committees.proceedings.minuting import receive_outcome
        from committees.signals import outcome_signed
        from documents.reading import register_reader

        register_guards()
        register_conditions()
        register_reader(may_read_order)
        register_reader(may_read_signed_packet)
        pending.register(pending.carried_over)
        pending.register(pending_report)
        pending.register(pending_minutes)
        publicity.register(confirmed_among)
        outcome_signed.connect(receive_outcome, dispatch_uid="committees.minutes")
        for provider in (
            waiting.votes_asked,
            waiting.signatures_asked,
            waiting.word_of_the_co_chair_asked,
            waiting.agendas_to_make,
            waiting_minutes.minutes_to_keep,
            waiting_minutes.own_actions,
        ):
            register_waiting(provider)
        for clock in CLOCKS:
            register_clock(clock)
        register_list(_("Meetings"), "desk-meetings", waiting.meetings_to_come, about=_("called and not held yet"))
        register_set_up(
            _("Set up a DEPC from its order"),
            "set-up-depc",
            Move.CONSTITUTE,
            _("Seats from the Handbook's thirteen; holders now or later."),
        )
        register_set_up(
            _("Set up the DEPCs of a State from one order"),
            "desk-constitute-many",
            Move.CONSTITUTE,
            _("From a spreadsheet of posts, with a preview."),
        )
        register_set_up(
            _("Districts without a committee"),
            "desk-without-committee",
            Move.CONSTITUTE,
            _("New districts among them, each with the one it came out of."),
        )
        register_set_up(_("Set up a State committee from its order"), "set-up-sepc", Move.CONSTITUTE)
        post_migrate.connect(_write_seat_types, sender=self, dispatch_uid="committees.seat_types")
