"""The clocks of plans: a draft older than six months, adopted and not published, adopted and not notified.

Stage and days alone, which are public of every place; nothing of the text.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.clocks import Clock, Overdue
from accounts.models import Duty
from accounts.moves import Move
from common.clock import day_in_india
from common.months import add_months
from plans.models import PlanVersion
from plans.queries import publishable
from plans.states import State
from plans.telling import PUBLISHERS

DRAFT_MONTHS = 6
UNPUBLISHED_DAYS = 30
#: A notification follows adoption within about two months where States issue one; nothing prescribes a term.
UNNOTIFIED_DAYS = 60


def old_drafts(on, places=None):
    """Versions that have been drafts, since they became one, for more than six months. One query."""
    rows = []
    for version in _versions(places, State.DRAFT).order_by("state_since", "pk"):
        began = day_in_india(version.state_since)
        due = add_months(began, DRAFT_MONTHS)
        if due < on:
            rows.append(_row(version, on, began, due, reverse("desk-plan", args=[version.pk])))
    return rows


def unpublished(on, places=None):
    """Versions adopted more than 30 days ago and not published. One query.

    Where only the scan of an adoption from before this portal is here, there is no text to publish and no clock.
    """
    versions = publishable(_versions(places, State.ADOPTED))
    return _after_adoption(versions, on, UNPUBLISHED_DAYS, lambda version: reverse("desk-move", args=[version.pk, "publish"]))


def unnotified(on, places=None):
    """Adopted versions, published or not, without a notification recorded 60 days after the adoption. One query.

    What was adopted before this portal is left out: its notification, if any, lies in the same papers.
    """
    versions = _versions(places, State.ADOPTED, State.PUBLISHED).filter(notified_on__isnull=True, past_adoption__isnull=True)
    return _after_adoption(
        versions, on, UNNOTIFIED_DAYS, lambda version: reverse("desk-move", args=[version.pk, "record_notification"])
    )


def _versions(places, *states):
    versions = PlanVersion.objects.filter(state__in=states, minor=0).select_related("plan__place__parent")
    return versions if places is None else versions.filter(plan__place__in=places.order_by().values("pk"))


def _after_adoption(versions, on, days, url):
    last = on - timedelta(days=days)
    versions = versions.filter(adopted_on__lt=last).order_by("adopted_on", "plan__place__name", "pk")
    return [
        _row(version, on, version.adopted_on, version.adopted_on + timedelta(days=days), url(version)) for version in versions
    ]


def _row(version, on, began, due, url):
    return Overdue(
        place=version.plan.place,
        since=due,
        on=on,
        thing=f"version/{version.pk}",
        url=url,
        began=began,
        label=version.number,
        label_hi=version.number,
        data={"began": f"{began:%d-%m-%Y}", "adopted_on": f"{version.adopted_on:%d-%m-%Y}" if version.adopted_on else ""},
    )


CLOCKS = (
    Clock(
        code="draft",
        title=_("Draft for over six months"),
        about=_("The plan has been in preparation for longer than six months without going before the committee."),
        rows=old_drafts,
        move=Move.WRITE,
        kind="draft_old",
        duties=(Duty.PLAN_OFFICER, Duty.CONVENER),
        sentence=ngettext_lazy(
            "%(place)s: the plan should have left its draft %(days)s day ago.",
            "%(place)s: the plan should have left its draft %(days)s days ago.",
            "days",
        ),
        many=_("%(n)s plans have been drafts for over six months."),
        list_url="/admin/desk/districts/",
    ),
    Clock(
        code="publish",
        title=_("Adopted over 30 days ago, not published"),
        about=_("The committee adopted the plan; it waits for its publication here."),
        rows=unpublished,
        move=Move.PUBLISH,
        kind="publish_due",
        duties=PUBLISHERS,
        sentence=ngettext_lazy(
            "%(place)s: the adopted plan should have been published %(days)s day ago.",
            "%(place)s: the adopted plan should have been published %(days)s days ago.",
            "days",
        ),
        many=_("%(n)s adopted plans have waited over 30 days for their publication."),
        list_url="/admin/desk/publish/",
    ),
    Clock(
        code="notify",
        title=_("Adopted over 60 days ago, no notification recorded"),
        about=_("No number and date of a notification is recorded. It may exist on paper."),
        rows=unnotified,
        move=Move.RECORD_NOTIFICATION,
        kind="notification_missing",
        duties=(Duty.CONVENER, Duty.RA_OFFICER),
        sentence=_("%(place)s: record the notification of the adopted plan, or ask for it."),
        many=_("%(n)s adopted plans have no notification recorded after 60 days."),
        list_url="/admin/desk/districts/",
    ),
)
