"""Data requests: the office asks a post for named facts of a head by a day; the answer waits as a proposal until a writer takes
it into the draft or sends it back. None of it moves the version, and answering makes nobody an author: taking does.

A request is owed by the post, whoever holds it. Where its holder answers by letter, the office enters the answer and names the
letter.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from accounts.actors import actor_of
from accounts.moves import Move
from accounts.permission import may
from audit.recording import record
from common.clock import day_in_india
from common.refusals import BadFields, NotAllowed, Refusal, StaleRow, WrongState
from common.text import fold, tidy
from plans import asking, rows, telling
from plans.models import AskedFact, DataRequest, FigureState, Head, PlanVersion, ProfileFact
from plans.rows_of_version import RowsOf
from plans.states import ANSWERABLE, EDITABLE
from plans.workflow.moving import label_of, locked, moved_on, open_to

MOST_FACTS = 40
LONGEST_DAYS = 366
#: No record is older; a day before it is a slip of the keyboard.
FIRST_DAY = date(1900, 1, 1)
#: Fields of an answer beside the figure, in the order of the form.
GIVEN = ("value", "value_state", "unit", "as_of", "fy", "source", "words")


class BadRequest(BadFields):
    """What was typed cannot stand as a request."""


class AlreadyAsked(Refusal):
    """The same press of the same form asked before."""

    default_sentence = _("This was asked already; the second press changed nothing.")


class BadAnswer(Refusal):
    """What was typed cannot stand as an answer. `errors`: key of the fact -> {field or "": [sentences]}."""

    def __init__(self, errors):
        self.errors = errors
        said = [sentence for fields in errors.values() for sentences in fields.values() for sentence in sentences]
        super().__init__(" ".join(str(sentence) for sentence in said))


class NothingAnswered(Refusal):
    """A press without an answer."""

    default_sentence = _("Nothing new is filled in, so nothing was sent. Give at least one figure, or say why there is none.")


class LetterMissing(Refusal):
    """Somebody else than the post's holder enters an answer."""

    default_sentence = _("You do not hold the post that is asked. Give the number and date of the letter in which it answered.")


class RequestWithdrawn(WrongState):
    """The office asks for it no more."""

    default_sentence = _("The office withdrew this request, so no answer is needed any more. Nothing was changed.")


class AnswersWait(WrongState):
    """An answer came; it is decided on first."""

    default_sentence = _("An answer waits. Take it into the plan or send it back first, then withdraw the request.")


class AnsweredAnew(StaleRow):
    """The post changed its answer after the page was opened, or somebody decided on it."""

    default_sentence = _("The answer changed after this page was opened, so nothing was taken. Look at it as it stands now.")


class RowIsGone(Refusal):
    """What the answer was for stands no longer in the draft."""

    default_sentence = _(
        "What this was asked for was taken out of the plan, or became another promise. Send the answer back, and ask anew."
    )


class NotTaken(Refusal):
    """The plan's own rules refuse what the answer says."""


class HeadDoesNotApply(Refusal):
    """The answer in words belongs under a head that is marked as not applicable."""

    default_sentence = _("The plan says that this head does not apply. Change that first, then take the answer in.")


class SentBackWithoutReason(Refusal):
    """Sending back needs words."""

    default_sentence = _("Say what is missing or unclear; the post reads it.")


@transaction.atomic
def ask_for_data(version, *, head, post_asked, due_on, asks, words="", press, by, at, post=None):
    """Ask `post_asked` for `asks` (asking.Ask rows) under a head, until `due_on`. Returns the DataRequest; its post is told.

    Raises NotAllowed, MovedOn, BadRequest, AlreadyAsked (the same press before).
    """
    version, actor = open_to(version, Move.ASK_FOR_DATA, EDITABLE, by=by, at=at, post=post)
    if version.is_erratum:
        raise moved_on(version)
    on = day_in_india(at)
    _refuse_bad(version, head, post_asked, due_on, asks, on)
    # The version is locked by now, so of two presses at once the later one sees the earlier one's row.
    if DataRequest.objects.filter(press=press).exists():
        raise AlreadyAsked
    made = DataRequest.objects.create(
        version=version,
        head=head,
        post=post_asked,
        due_on=due_on,
        words=tidy(words),
        asked_at=at,
        asked_by_label=str(actor)[:250],
        press=press,
    )
    # Named in the language of the text, whatever language the page had.
    with override(version.authentic_language):
        labels = {ask.key: ask.label for ask in asking.askable(version, head)}
    AskedFact.objects.bulk_create(
        AskedFact(
            request=made,
            position=position,
            kind=ask.kind,
            label=labels.get(ask.key, ask.label),
            code=ask.code,
            commitment_id=ask.commitment_id,
            unit=ask.unit,
        )
        for position, ask in enumerate(asks, start=1)
    )
    _written("plan.data_asked", made, version, actor, at, post=str(post_asked), due=due_on.isoformat(), facts=len(asks))
    telling.told_of_data_asked(made, at=at)
    return made


@transaction.atomic
def answer_data_request(request, answers, *, by, at, reference="", post=None):
    """Give answers: {key of the fact: {field of GIVEN: value}}. Returns the facts whose answer changed; the office is told.

    An answer may carry "number": that of the answer its page showed. Where another was given since, it is refused.

    By the holder of the post that is asked, or by a writer of the plan from a letter, which `reference` names. A fact can be
    answered anew until it is taken. All of the answers are written, or none.
    Raises NotAllowed, MovedOn, RequestWithdrawn, LetterMissing, BadAnswer, NothingAnswered.
    """
    request, version = _fresh(request)
    on = day_in_india(at)
    place = version.plan.place
    is_asked = may(by, Move.ANSWER_DATA_REQUEST, place, on=on, thing=request)
    writes = is_asked or may(by, Move.WRITE, place, on=on, thing=version, post=post)
    if not writes:
        raise NotAllowed(is_asked.sentence)
    actor = actor_of(by, on=on, post=request.post if is_asked else writes.post)
    version = locked(version)
    request.refresh_from_db()
    _answerable(request, version)
    reference = "" if is_asked else tidy(reference)
    if not is_asked and not reference:
        raise LetterMissing
    facts = {fact.pk: fact for fact in AskedFact.objects.select_for_update(no_key=True).filter(request=request)}
    errors, changed = {}, []
    for key, given in answers.items():
        fact = facts[key]
        number = given.get("number")
        given = {name: given[name] for name in GIVEN if name in given}
        wrong = _faults(fact, given, on)
        if wrong:
            errors[key] = wrong
        elif fact.state == AskedFact.State.TAKEN:
            errors[key] = {"": [_("This answer is in the plan already, so it stands. Ask the office where it is wrong.")]}
        elif not _is_new(fact, given):
            continue
        elif number not in (None, fact.answer_number):
            errors[key] = {"": [_("Another answer was given after this page was opened, so yours was not sent. Open it anew.")]}
        else:
            changed.append((fact, given))
    if errors:
        raise BadAnswer(errors)
    if not changed:
        raise NothingAnswered
    for fact, given in changed:
        for name, value in given.items():
            setattr(fact, name, value)
        fact.state, fact.answer_number = AskedFact.State.ANSWERED, fact.answer_number + 1
        fact.answered_at, fact.answered_by_label, fact.reference = at, str(actor)[:250], reference[:200]
        fact.settled_at, fact.settled_by_label, fact.sent_back_reason = None, "", ""
        fact.save()
    _written("plan.data_answered", request, version, actor, at, facts=[fact.position for fact, _given in changed])
    telling.told_of_data_answered(request, sum(fact.answer_number for fact in facts.values()), at=at)
    return [fact for fact, _given in changed]


@transaction.atomic
def take_answers(request, seen, *, by, at, post=None):
    """Write answers into the draft: {key of the fact: (number of the answer, row_version of its row or 0) as the page showed}.

    Each goes through plans/rows.py, which marks whoever takes it as an author. All or none. Returns the facts taken.
    Raises NotAllowed, MovedOn, AnsweredAnew, RowIsGone, HeadDoesNotApply, NotTaken.
    """
    request, version = _fresh(request)
    version, actor = open_to(version, Move.WRITE, EDITABLE, by=by, at=at, post=post)
    facts = {fact.pk: fact for fact in AskedFact.objects.select_for_update(no_key=True).filter(request=request, pk__in=seen)}
    # All are looked at first: several answers can belong in one row, which the first of them moves on.
    standing = RowsOf(version)
    for key, (answer_number, row_version) in seen.items():
        fact = facts[key]
        fact.request = request
        if fact.state != AskedFact.State.ANSWERED or fact.answer_number != answer_number:
            raise AnsweredAnew
        _model, row = asking.row_for(fact, standing)
        if row is None and (row_version or fact.kind != AskedFact.Kind.FACT):
            raise RowIsGone
        if row is not None and row.row_version != row_version:
            raise AnsweredAnew
        if fact.is_words and row.not_applicable_reason:
            raise HeadDoesNotApply
    for fact in facts.values():
        _take(fact, version, by=by, at=at, post=post)
        fact.state, fact.settled_at, fact.settled_by_label = AskedFact.State.TAKEN, at, str(actor)[:250]
        fact.save(update_fields=["state", "settled_at", "settled_by_label"])
    _written("plan.data_taken", request, version, actor, at, facts=sorted(fact.position for fact in facts.values()))
    return list(facts.values())


@transaction.atomic
def send_back_answer(fact, *, reason, answer_number, by, at, post=None):
    """Give an answer back with the reason; the post is told and owes it again.

    Raises NotAllowed, MovedOn, SentBackWithoutReason, AnsweredAnew.
    """
    request, version = _fresh(fact.request)
    version, actor = open_to(version, Move.WRITE, ANSWERABLE, by=by, at=at, post=post)
    _answerable(request, version)
    reason = tidy(reason)
    if not reason:
        raise SentBackWithoutReason
    swapped = AskedFact.objects.filter(pk=fact.pk, state=AskedFact.State.ANSWERED, answer_number=answer_number).update(
        state=AskedFact.State.SENT_BACK, settled_at=at, settled_by_label=str(actor)[:250], sent_back_reason=reason[:300]
    )
    if not swapped:
        raise AnsweredAnew
    _written("plan.data_sent_back", request, version, actor, at, facts=[fact.position])
    telling.told_of_data_sent_back(request, fact, answer_number, at=at)


@transaction.atomic
def withdraw_data_request(request, *, by, at, post=None):
    """Ask no longer: what has no answer is owed no more; what was taken stands. The post is told.

    Raises NotAllowed, MovedOn, RequestWithdrawn (before), AnswersWait.
    """
    request, version = _fresh(request)
    version, actor = open_to(version, Move.ASK_FOR_DATA, ANSWERABLE, by=by, at=at, post=post)
    if request.facts.filter(state=AskedFact.State.ANSWERED).exists():
        raise AnswersWait
    swapped = DataRequest.objects.filter(pk=request.pk, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by_label=str(actor)[:250]
    )
    if not swapped:
        raise RequestWithdrawn
    _written("plan.data_request_withdrawn", request, version, actor, at)
    telling.told_of_data_withdrawn(request, at=at)


def _take(fact, version, *, by, at, post):
    model, row = asking.row_for(fact, RowsOf(version))
    try:
        rows.save_row(
            model,
            asking.values_for(fact, row),
            version=version,
            by=by,
            at=at,
            post=post,
            pk=row and row.pk,
            row_version=row and row.row_version,
        )
    except rows.BadRow as bad:
        raise NotTaken(f"{fact.label}: {bad.sentence}") from bad


def _fresh(request):
    version = PlanVersion.objects.select_related("plan__place__parent").get(pk=request.version_id)
    return DataRequest.objects.select_related("post__place").get(pk=request.pk), version


def _answerable(request, version):
    if version.state not in ANSWERABLE:
        raise moved_on(version)
    if request.withdrawn_at is not None:
        raise RequestWithdrawn


def _refuse_bad(version, head, post_asked, due_on, asks, on):
    errors = {}
    if head not in Head.values:
        errors["head"] = [_("Choose one of the eleven heads.")]
    if post_asked is None or not asking.posts_to_ask(version.plan.place, on).filter(pk=post_asked.pk).exists():
        errors["post_asked"] = [
            _("Choose a post of the district, its State, its Regional Authority or its committee; others are not asked here.")
        ]
    if due_on is None or not on <= due_on <= on + timedelta(days=LONGEST_DAYS):
        errors["due_on"] = [_("Give a day from today on, within a year; a week or more lets the post look it up.")]
    if not asks:
        errors["facts"] = [_("Choose at least one fact, or write what is asked.")]
    elif len(asks) > MOST_FACTS:
        errors["facts"] = [
            ngettext("At most %(most)d fact in one request.", "At most %(most)d facts in one request.", MOST_FACTS)
            % {"most": MOST_FACTS}
        ]
    elif len({_one_of_its_kind(ask) for ask in asks}) < len(asks):
        errors["facts"] = [_("The same is asked twice. Leave one out.")]
    elif wrong := [sentence for ask in asks for sentence in _unkeepable(ask)]:
        errors["facts"] = wrong
    if errors:
        raise BadRequest(errors)


def _one_of_its_kind(ask):
    # Further figures find their row by the folded name, so two that fold alike would write into one row.
    return fold(ask.label) if ask.code == ProfileFact.Code.OTHER else ask.label


def _unkeepable(ask):
    """Sentences of what is no name, or is longer than is kept: cut, it would ask something else."""
    if not fold(ask.label):
        return [_("Name what is asked.")]
    kept = ProfileFact if ask.code == ProfileFact.Code.OTHER else AskedFact
    sentences = []
    for text, name in ((ask.label, "label"), (ask.unit, "unit")):
        try:
            MaxLengthValidator(kept._meta.get_field(name).max_length)(text)
        except ValidationError as refused:
            sentences += [f"“{text[:40]}…”: {sentence}" for sentence in refused.messages]
    return sentences


#: What is said where an answer lacks its date, by the fields in which its kind can give one.
_DATE_MISSING = {
    ("as_of", "fy"): _("Give the day or the financial year the figure is of."),
    ("as_of",): _("Give the day on which it was counted."),
    ("fy",): _("Give the financial year the figure is of."),
}


def _faults(fact, given, on):
    """{field: [sentences]} of what keeps these values from being the fact's answer on that day."""
    day = given.get("as_of")
    if day and not FIRST_DAY <= day <= on:
        return {"as_of": [_("Nothing was counted on that day yet, or nobody kept it. Give the day the figure is of.")]}
    if fact.is_words:
        if not any(sign.isalnum() for sign in given.get("words", "")):
            return {"words": [_("Write the answer, or why there is none.")]}
        return {}
    needs = asking.FILLS[fact.kind]
    if given.get("value_state") != FigureState.VALUE:
        return {}
    wrong = {}
    if not any(sign.isalnum() for sign in given.get("source") or ""):
        wrong["source"] = [_("Give the source: the register, return or report the figure stands in.")]
    dates = [name for name in ("as_of", "fy") if name in needs]
    if not any(given.get(name) for name in dates):
        wrong[dates[0]] = [_DATE_MISSING[tuple(dates)]]
    if "unit" in needs and fact.kind != AskedFact.Kind.FACT and not given.get("unit"):
        wrong["unit"] = [_("Give the unit in which it is counted.")]
    if fact.kind == AskedFact.Kind.EXPORTS and given.get("unit") and given["unit"] not in asking.UNITS_OF_EXPORTS:
        wrong["unit"] = [_("Choose the unit from the list.")]
    return wrong


def _is_new(fact, given):
    """Whether this says something else than what stands; an answer that was sent back is new as soon as it is given again."""
    if fact.is_owed:
        return True
    return any(str(getattr(fact, name)) != str(value) for name, value in given.items())


def _written(verb, request, version, actor, at, **data):
    # Neither the answers nor their words: events are read by more people than a draft is.
    record(
        verb,
        actor=actor,
        target=version,
        label=label_of(version),
        at=at,
        data={"request": request.pk, "head": request.head, **data},
    )
