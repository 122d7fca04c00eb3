"""Starting a version: empty, from the last adopted one with identities kept, or from another district's published plan."""

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.actors import actor_of
from accounts.permission import require
from accounts.postings import person_of
from audit import edition
from audit.recording import record
from common.clock import day_in_india
from common.refusals import Refusal
from plans import house_text
from plans.copying import copy_rows, lay_out_heads
from plans.models import Plan, PlanVersion
from plans.states import BY_NAME, UNDER_WAY, State
from plans.succession import may_follow, texts_of_predecessors
from plans.workflow.moving import label_of

KIND_OF_PLACE = {"district": Plan.Kind.DEAP, "state": Plan.Kind.STATE_STRATEGY}


class NoPlanHere(Refusal):
    """Districts and States have plans; the pattern of one is a plan of the same kind."""

    default_sentence = _("Plans are written for districts, and strategies for States. Choose one, and a pattern of its kind.")


class AlreadyUnderWay(Refusal):
    """A plan has one version under way at a time."""

    default_sentence = _("A version of this plan is under way already. Work on it, or withdraw it first.")


class NotToBeCopied(Refusal):
    """Only a version of the same plan, or one that was published, can be the pattern of a new one."""

    default_sentence = _("Another district's plan can be taken as a pattern once it is published.")


@transaction.atomic
def start_version(place, *, by, at, based_on=None, title="", language="", prompts=False, post=None):
    """Start a draft of the place's plan and return it.

    With `based_on` a version of the same plan, every row keeps its identity; with a published version of another plan, or
    a decided one of a district that this one came out of, the rows get identities of their own and no figures. With
    `prompts` the heads hold those of the house template. Copying makes nobody an author.

    A district has an export action plan, a State an export strategy, on the same path.

    Raises NotAllowed, AlreadyUnderWay, NotToBeCopied, NoPlanHere.
    """
    on = day_in_india(at)
    verdict = require(by, "write", place, on=on, post=post)
    actor = actor_of(by, on=on, post=verdict.post)
    return begin(place, actor=actor, by=by, at=at, based_on=based_on, title=title, language=language, prompts=prompts)


def begin(place, *, actor, by, at, based_on=None, title="", language="", prompts=False):
    """What start_version does once it is allowed; for the moves that begin a version on another permission."""
    kind = KIND_OF_PLACE.get(place.kind)
    if kind is None or (based_on is not None and based_on.plan.kind != kind):
        raise NoPlanHere
    plan, _made = Plan.objects.get_or_create(place_id=place.pk, kind=kind)
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).select_related("place").get(pk=plan.pk)
    if plan.versions.filter(state__in=UNDER_WAY, minor=0).exists():
        raise AlreadyUnderWay
    foreign = based_on is not None and based_on.plan_id != plan.pk
    if foreign and based_on.published_at is None and not may_follow(place, based_on):
        raise NotToBeCopied
    language = language or (based_on.authentic_language if based_on else PlanVersion.Language.EN)
    own = based_on is not None and based_on.plan_id == plan.pk
    version = PlanVersion(
        plan=plan,
        state=State.DRAFT,
        state_since=at,
        authentic_language=language,
        title=title or (based_on.title if own else _usual_title(plan, language)),
        title_hi=based_on.title_hi if own else "",
        period_from_fy=based_on.period_from_fy if own else "",
        period_to_fy=based_on.period_to_fy if own else "",
        file_number=based_on.file_number if own else "",
        based_on=based_on,
        created_at=at,
        created_by=person_of(by),
        created_by_label=str(actor)[:250],
    )
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as doubled:
        raise AlreadyUnderWay from doubled
    if based_on is None:
        lay_out_heads(version, house_text.prompts(language) if prompts else None)
    else:
        copy_rows(based_on, version, keep_identities=own)
    record(
        BY_NAME["start"].verb,
        actor=actor,
        target=version,
        label=label_of(version),
        at=at,
        data={"to": str(State.DRAFT), "based_on": based_on.number if based_on else ""},
    )
    edition.bump()
    return version


def patterns_for(place):
    """Plans of other places that a new version for this one can be copied from: decided ones of districts it came out of
    first, then the published ones, the same State's first. Three queries at most."""
    kind = KIND_OF_PLACE.get(place.kind)
    before = texts_of_predecessors(place)
    found = (
        PlanVersion.objects.filter(state=State.PUBLISHED, minor=0, plan__kind=kind)
        .exclude(plan__place_id=place.pk)
        .exclude(pk__in=[version.pk for version in before])
        .select_related("plan__place__parent")
        .only("major", "minor", "state", "plan__kind", "plan__place__name", "plan__place__parent__name")
    )
    return before + sorted(
        found, key=lambda one: (one.plan.place.parent_id != place.parent_id, str(one.plan.place.parent), str(one.plan.place))
    )


def _usual_title(plan, language):
    with translation.override(language):
        return f"{plan.get_kind_display()}, {plan.place.name_hi if language == 'hi' and plan.place.name_hi else plan.place.name}"
