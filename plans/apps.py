from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("Export action plans")

    def ready(self):
        from accounts.clocks import register_clock
        from committees import authorship, brief, latest_text, pending, places_in_text, publicity
        from committees.signals import outcome_annulled, outcome_signed
        from documents.reading import register_reader
        from plans.authorship import authors_of_paper
        from plans.briefing import open_bottlenecks, what_happened
        from plans.clocks import CLOCKS
        from plans.conditions import may_read_scan, register_conditions
        from plans.guards import register_guards
        from plans.places import places_in
        from plans.queries import is_overtaken, passed_up_to, published_among, waiting_for_committee
        from plans.workflow import receive_annulment, receive_outcome

        register_guards()
        register_conditions()
        register_reader(may_read_scan)
        authorship.register(authors_of_paper)
        pending.register(waiting_for_committee)
        latest_text.register(is_overtaken)
        brief.register(brief.CHANGED, what_happened)
        brief.register(brief.BOTTLENECKS, open_bottlenecks)
        pending.register(passed_up_to)
        places_in_text.register(places_in)
        publicity.register(published_among)
        outcome_signed.connect(receive_outcome, dispatch_uid="plans.workflow.receive_outcome")
        outcome_annulled.connect(receive_annulment, dispatch_uid="plans.workflow.receive_annulment")
        for clock in CLOCKS:
            register_clock(clock)
