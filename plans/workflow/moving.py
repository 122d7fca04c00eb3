"""The one place that writes a version's state, and the sentence for whoever came too late."""

from django.db.models import F
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.actors import actor_of
from accounts.permission import require
from audit import edition
from audit.recording import events_of, record
from common.clock import INDIA, day_in_india
from common.refusals import WrongState
from plans.models import PlanVersion
from plans.states import BY_NAME, OF_ERRATA, State

# What the late one reads. Events of a public change may be shown to anyone, so their data holds nothing written in a draft.
TOO_LATE = {
    "plan.started": _("Someone started this version (%(time)s, %(name)s). Open it again to see where it stands."),
    "plan.consultation_opened": _(
        "Someone opened this plan for comment while you were reading it (%(time)s, %(name)s). Its text stands until "
        "the consultation is closed."
    ),
    "plan.consultation_closed": _(
        "Someone closed the consultation while you were reading (%(time)s, %(name)s). Open the plan again to go on."
    ),
    "plan.tabled": _(
        "Someone tabled this plan while you were reading it (%(time)s, %(name)s). It is before the committee and its text stands."
    ),
    "plan.returned": _(
        "Someone returned this plan while you were reading it (%(time)s, %(name)s). Open it again to see the remark."
    ),
    "plan.reopened": _("Someone took this plan up again (%(time)s, %(name)s). Open it again to work on it."),
    "plan.adopted": _(
        "This version was adopted (%(time)s, signed by %(name)s), so nothing was changed. Start a new version to change it."
    ),
    "plan.past_adoption_recorded": _(
        "Someone recorded the adoption of this version (%(time)s, %(name)s), so nothing was changed."
    ),
    "plan.withdrawn": _("Someone withdrew this version (%(time)s, %(name)s). Start a new version to go on."),
    "plan.published": _(
        "This version was published already (%(time)s, %(name)s). Nothing more was done; open it again to see it."
    ),
    "plan.sent_back": _(
        "Someone sent this plan back instead of publishing it (%(time)s, %(name)s). Open it again to see the reason."
    ),
    "plan.superseded": _("A later version took the place of this one (%(time)s). Open the newest version."),
    "plan.suspended": _("Someone suspended this plan (%(time)s, %(name)s). Open it again to see the order."),
    "plan.annulled": _(
        "The decision on this version was annulled by order (%(time)s, %(name)s), so nothing was changed. Start a new version."
    ),
    "plan.resumed": _("Someone resumed this plan (%(time)s, %(name)s). Open it again to see where it stands."),
    "plan.erratum_submitted": _(
        "Someone submitted this erratum (%(time)s, %(name)s). Take it back to change it; nothing was changed now."
    ),
    "plan.erratum_taken_back": _("Someone took this erratum back to work on it (%(time)s, %(name)s). Open it again."),
    "plan.erratum_published": _(
        "This erratum was published already (%(time)s, %(name)s). Nothing more was done; open it again to see it."
    ),
    "plan.erratum_withdrawn": _("Someone withdrew this erratum (%(time)s, %(name)s). Start a new one to go on."),
    "plan.closed": _("Someone closed this plan (%(time)s, %(name)s). It stays readable and changes no more."),
    "plan.notified": _(
        "Someone recorded the notification of this version (%(time)s, %(name)s). Open it again to see the number."
    ),
    "plan.stayed": _("The committee put this plan off (%(time)s, %(name)s). Open it again to see where it stands."),
}


# Moves that change nothing the public sees.
UNSEEN = ("stay", "send_back")


class MovedOn(WrongState):
    """The version is no longer where the move starts; the sentence says who moved it, and when."""


def moved_on(version):
    """The refusal for a version that is elsewhere: names the last move and who made it. One query."""
    event = events_of(version).filter(verb__in=TOO_LATE).first()
    if event is None:
        return MovedOn(
            _("This version is “%(state)s”, so nothing was changed. Open it again to see what can be done.")
            % {"state": version.get_state_display()}
        )
    at = event.at.astimezone(INDIA)
    return MovedOn(TOO_LATE[event.verb] % {"time": f"{at:%H:%M}, {at:%d-%m-%Y}", "name": event.actor_name or _t("the portal")})


def locked(version):
    """The version as the database has it now, locked until the transaction ends, with plan and place loaded."""
    return PlanVersion.objects.select_for_update(of=("self",), no_key=True).select_related("plan__place").get(pk=version.pk)


def allowed(version, name, *, by, at, post=None):
    """The Actor for this move; raises NotAllowed. Asked before the state, so that a stranger learns nothing."""
    on = day_in_india(at)
    place = version.plan.place
    verdict = require(by, BY_NAME[name].permission, place, on=on, thing=version, post=post)
    return actor_of(by, on=on, post=verdict.post)


def open_to(version, permission, states, *, by, at, post=None):
    """(the version locked as it stands, Actor) for a change that moves no state: writing, translating, waiving, answering.

    Asked before the state, as allowed(). Raises NotAllowed, MovedOn where the version stands outside `states`.
    """
    on = day_in_india(at)
    verdict = require(by, permission, version.plan.place, on=on, thing=version, post=post)
    version = locked(version)
    if version.state not in states:
        raise moved_on(version)
    return version, actor_of(by, on=on, post=verdict.post)


class OfAnotherKind(WrongState):
    """A move of versions asked of an erratum, or the other way round."""

    default_sentence = _(
        "A list of corrections is published beside the text it corrects and goes its own way: it is not tabled, notified, "
        "suspended or closed by itself. Open the version it corrects."
    )


def open_for(version, name, seen=None):
    """Raise MovedOn unless the locked version stands where this move starts, unchanged since `seen`; OfAnotherKind."""
    if version.is_erratum != (name in OF_ERRATA and name != "start_erratum"):
        raise OfAnotherKind
    if version.state not in BY_NAME[name].source or (seen is not None and seen != version.row_version):
        raise moved_on(version)


def move(version, name, *, actor, at, data=None, is_public=False, **changes):
    """Swap the state by the table and write the one Event; the edition moves with what the public sees.

    `version` is updated in place. Raises MovedOn when somebody else moved it in between.
    """
    rule = BY_NAME[name]
    before, target = version.state, rule.target or version.state
    if before not in rule.source:
        raise moved_on(version)
    if target != before:
        changes["state_since"] = at
    swapped = PlanVersion.objects.filter(pk=version.pk, state=before, row_version=version.row_version).update(
        state=target, row_version=F("row_version") + 1, **changes
    )
    if not swapped:
        raise moved_on(version)
    version.state, version.row_version = State(target), version.row_version + 1
    for field, value in changes.items():
        setattr(version, field, value)
    record(
        rule.verb,
        actor=actor,
        target=version,
        label=label_of(version),
        at=at,
        data={"from": str(before), "to": str(target), **(data or {})},
        is_public=is_public,
    )
    if rule.name not in UNSEEN:
        edition.bump()
    return version


def label_of(version):
    """What events call a version: the place and the number, never its title, which may not be public."""
    number = version.number or "no number yet"
    return f"{version.plan.place.name}, {number}"
