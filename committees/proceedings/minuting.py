"""Minutes: drawn up from the record, edited, circulated, corrected, confirmed by a later meeting, amended."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from accounts.notices import owe
from audit import edition
from audit.recording import Actor, record
from committees import minute_words, papers
from committees.minute_paper import FORMAT, content_of
from committees.models import (
    ActionPoint,
    AgendaItem,
    ItemState,
    Meeting,
    MeetingState,
    Minutes,
    MinutesCorrection,
    MinutesSection,
    MinutesState,
    Motion,
    Outcome,
    Paper,
    Resolution,
    ResolutionState,
    Seat,
    Sitting,
)
from committees.proceedings.acting import Acting
from committees.proceedings.refusals import NotOnTheAgenda, StaleRow, WrongState
from committees.states import move
from committees.succession import with_those_before
from common.clock import INDIA, day_in_india
from common.text import tidy

_AWAY = (ItemState.TAKEN_OFF, ItemState.LAPSED, ItemState.DECIDED)


class StaleSection(StaleRow):
    """Somebody saved the section after the writer opened it. Carries the stored section and what was typed."""

    def __init__(self, section, text, text_hi):
        self.section, self.text, self.text_hi = section, text, text_hi
        super().__init__(
            _(
                "%(name)s saved this while you were writing (%(time)s), so yours was not saved. "
                "Compare the two texts and save again."
            )
            % {"name": section.changed_by_label, "time": f"{section.changed_at.astimezone(INDIA):%H:%M}"}
        )


@transaction.atomic
def draw_up_minutes(sitting, *, by, at) -> Minutes:
    """Draw up the draft from the record: attendance, then each item with its question, decision and dissents.

    Raises WrongState (the sitting is not closed, or its minutes are begun), NotAllowed.
    """
    sitting = Sitting.objects.select_related("meeting", "committee__place", "delegate_post").get(pk=sitting.pk)
    acting = Acting(by, Move.KEEP_MINUTES, sitting.committee.place, at=at, thing=sitting.committee)
    if sitting.meeting.state != MeetingState.CLOSED:
        raise WrongState(
            _("The meeting is %(state)s. Its minutes are drawn up once it is closed.")
            % {"state": sitting.meeting.get_state_display()}
        )
    minutes = _begin(Minutes(sitting=sitting, drawn_up_at=at, drawn_up_by_label=acting.label))
    items = sitting.meeting.items.filter(committee=sitting.committee_id).exclude(state=ItemState.TAKEN_OFF)
    rows = [(None, minute_words.opening(sitting))]
    rows += [(item, minute_words.item(item)) for item in items.select_related("committee__place", "meeting").order_by("order")]
    MinutesSection.objects.bulk_create(
        MinutesSection(
            minutes=minutes,
            item=item,
            position=position,
            title=words.title,
            title_hi=words.title_hi,
            in_camera=item is not None and item.in_camera,
            text=words.text,
            text_hi=words.text_hi,
            changed_at=at,
            changed_by_label=acting.label,
        )
        for position, (item, words) in enumerate(rows)
    )
    acting.record("draw up minutes", minutes, data=_where(minutes))
    edition.bump()
    return minutes


@transaction.atomic
def amend_minutes(confirmed, section, *, text, text_hi="", by, at) -> Minutes:
    """Begin an amendment of confirmed minutes: a new entry that names what it amends, confirmed like the first.

    `section` is the one whose record it amends. Raises WrongState (not confirmed, another entry in work, no words), NotAllowed.
    """
    confirmed = _with_all(confirmed)
    acting = _keeping(confirmed, by=by, at=at)
    if confirmed.state != MinutesState.CONFIRMED:
        raise WrongState(_("These minutes are not confirmed yet. Change the draft, or send a correction."))
    if section.minutes_id != confirmed.pk:
        raise WrongState(_("This section belongs to other minutes. Open them and amend there."))
    text = tidy(text)
    if not text:
        raise WrongState(_("Write the words of the amendment."))
    last = Minutes.objects.filter(sitting=confirmed.sitting).order_by("-ordinal").first()
    minutes = _begin(
        Minutes(
            sitting=confirmed.sitting,
            ordinal=last.ordinal + 1,
            amends=confirmed,
            drawn_up_at=at,
            drawn_up_by_label=acting.label,
        )
    )
    MinutesSection.objects.create(
        minutes=minutes,
        item=section.item,
        position=section.position,
        title=section.title,
        title_hi=section.title_hi,
        in_camera=section.in_camera,
        text=text,
        text_hi=tidy(text_hi),
        changed_at=at,
        changed_by_label=acting.label,
    )
    acting.record("amend minutes", minutes, data=_where(minutes))
    return minutes


@transaction.atomic
def save_section(section, *, text, text_hi="", row_version, by, at) -> MinutesSection:
    """Save the words of one section of a draft; `row_version` is the one the writer's page showed.

    Raises StaleSection with both texts, WrongState once the minutes are circulated, NotAllowed.
    """
    minutes = _with_all(section.minutes)
    acting = _keeping(minutes, by=by, at=at)
    _refuse_not_draft(minutes)
    text, text_hi = tidy(text), tidy(text_hi)
    try:
        with transaction.atomic():
            saved = MinutesSection.objects.filter(pk=section.pk, row_version=row_version).update(
                text=text, text_hi=text_hi, row_version=row_version + 1, changed_at=at, changed_by_label=acting.label
            )
    except IntegrityError as refused:
        raise WrongState(_("The minutes were circulated in the same moment, so nothing was saved.")) from refused
    section = MinutesSection.objects.select_related("item").get(pk=section.pk)
    if not saved:
        raise StaleSection(section, text, text_hi)
    acting.record("edit minutes", minutes, data={**_where(minutes), "section": section.position})
    return section


@transaction.atomic
def circulate_minutes(minutes, *, by, at) -> Minutes:
    """Freeze the draft into a paper and send it to the members; from now on it is corrected or confirmed.

    Raises WrongState (not a draft, a resolution of the sitting is unsigned, a section has no words), NotAllowed.
    """
    # The row is the lock: a save of a section waits for it, or is seen below.
    Minutes.objects.select_for_update(of=("self",), no_key=True).get(pk=minutes.pk)
    minutes = _with_all(minutes)
    acting = _keeping(minutes, by=by, at=at)
    _refuse_not_draft(minutes)
    sitting = minutes.sitting
    unsigned = Resolution.objects.filter(
        item__meeting=sitting.meeting_id, committee=sitting.committee_id, state=ResolutionState.DRAWN_UP
    ).first()
    if unsigned is not None and not minutes.ordinal:
        raise WrongState(
            _("The resolution on “%(title)s” waits for its signature. Circulate the minutes once it is signed or sent back.")
            % {"title": unsigned.title}
        )
    sections = list(minutes.sections.select_related("item").order_by("position"))
    for section in sections:
        if not section.text:
            raise WrongState(_("“%(title)s” has no words yet. Write them, then circulate.") % {"title": section.title})
    paper = papers.freeze(
        content_of(minutes, sections, [] if minutes.ordinal else _points(sitting)),
        title=minute_words.title(minutes, "en"),
        title_hi=minute_words.title(minutes, "hi"),
        format=FORMAT,
        actor=acting.actor,
        at=at,
    )
    move(minutes, "minutes", "circulate", paper=paper, circulated_at=at, circulated_by_label=acting.label)
    acting.record("circulate minutes", minutes, data={**_where(minutes), "sha256": paper.sha256}, is_public=True)
    seats = Seat.objects.on(day_in_india(at)).filter(committee=sitting.committee).select_related("post")
    owe(
        "minutes_circulated",
        [seat.post for seat in seats],
        about=f"{sitting.committee.name}: {paper.title}",
        url=reverse("desk-minutes", args=[minutes.pk]),
        data={"about_hi": f"{sitting.committee.name_hi or sitting.committee.name}: {paper.title_hi}"},
        place=sitting.committee.place,
        at=at,
        key=f"minutes_circulated/{paper.sha256}",
    )
    edition.bump()
    return minutes


@transaction.atomic
def take_back_minutes(minutes, *, remark, by, at) -> Minutes:
    """Make circulated minutes a draft again, to work in a correction; circulating them anew freezes another text.

    Raises WrongState (not circulated, no remark, the text is before a meeting), NotAllowed.
    """
    Minutes.objects.select_for_update(of=("self",), no_key=True).get(pk=minutes.pk)
    minutes = _with_all(minutes)
    acting = _keeping(minutes, by=by, at=at)
    if not tidy(remark):
        raise WrongState(_("Write why the minutes are taken back; members will read it."))
    if minutes.state == MinutesState.CIRCULATED:
        item = AgendaItem.objects.filter(paper=minutes.paper_id).exclude(state__in=_AWAY).select_related("meeting").first()
        if item is not None:
            raise WrongState(
                _("These minutes stand on the agenda of %(day)s. Take the item off first, then take them back.")
                % {"day": f"{item.meeting.held_on:%d-%m-%Y}"}
            )
    _back_to_draft(minutes)
    acting.record("take back minutes", minutes, data={**_where(minutes), "remark": tidy(remark)}, is_public=False)
    edition.bump()
    return minutes


@transaction.atomic
def correct_minutes(minutes, *, text, section=None, by, at) -> MinutesCorrection:
    """Say, as somebody with a seat, what is wrong in circulated minutes. Raises WrongState, NotAllowed."""
    Minutes.objects.select_for_update(of=("self",), no_key=True).get(pk=minutes.pk)
    minutes = _with_all(minutes)
    acting = Acting(by, Move.CORRECT_MINUTES, minutes.sitting.committee.place, at=at, thing=minutes.sitting.committee)
    if section is not None and section.minutes_id != minutes.pk:
        raise WrongState(_("This section belongs to other minutes. Open them and send the correction there."))
    if minutes.state != MinutesState.CIRCULATED:
        raise WrongState(
            _("These minutes are %(state)s. Corrections are sent while they are circulated and not yet confirmed.")
            % {"state": minutes.get_state_display()}
        )
    text = tidy(text)
    if not text:
        raise WrongState(_("Write what is to be corrected, and how it should read."))
    twin = {"minutes": minutes, "section": section, "text": text, "recorded_by_label": acting.label}
    if MinutesCorrection.objects.filter(**twin).exists():
        raise WrongState(_("Your correction stands with the minutes already, so nothing was added."))
    correction = MinutesCorrection.objects.create(
        minutes=minutes, section=section, text=text, recorded_at=at, recorded_by_label=acting.label
    )
    acting.record("correct minutes", minutes, data=_where(minutes))
    return correction


def refuse_on_agenda(meeting, committee, paper) -> None:
    """Minutes are put on the agenda of a later meeting of their own committee, as circulated. Raises NotOnTheAgenda."""
    if paper is None or paper.format != FORMAT:
        return
    # Locked, so that they are not taken back beside it.
    minutes = Minutes.objects.select_for_update(of=("self",), no_key=True).filter(paper=paper).first()
    if minutes is None or minutes.state != MinutesState.CIRCULATED:
        raise NotOnTheAgenda(_("These minutes are not circulated as they stand here, so no meeting can confirm them."))
    if minutes.sitting.committee_id not in with_those_before(committee):
        raise NotOnTheAgenda(_("Only the committee that sat, or the one that took its place, confirms its minutes."))
    if not _is_later(meeting, minutes.sitting.meeting):
        raise NotOnTheAgenda(_("Minutes are confirmed at a later meeting than the one they are of."))


def receive_outcome(sender, *, resolution, paper_sha256, outcome, at, **_more):
    """Receiver of outcome_signed: confirms minutes, or gives them back with the reasons; or raises, and nothing is signed."""
    if not paper_sha256 or not Paper.objects.filter(pk=paper_sha256, format=FORMAT).exists():
        return
    minutes = Minutes.objects.select_related("sitting__meeting", "sitting__committee").filter(paper_id=paper_sha256).first()
    if minutes is None or minutes.state == MinutesState.CONFIRMED:
        raise WrongState(_("These minutes were taken back or confirmed before, so nothing was signed. Send the resolution back."))
    later = Meeting.objects.get(pk=resolution.item.meeting_id)
    if minutes.sitting.committee_id not in with_those_before(resolution.committee) or not _is_later(
        later, minutes.sitting.meeting
    ):
        raise WrongState(_("Minutes are confirmed at a later meeting of the same committee. Nothing was signed."))
    if outcome == Outcome.CARRIED and resolution.motion == Motion.ADOPT:
        move(minutes, "minutes", "confirm", resolution=resolution, confirmed_on=resolution.decided_on)
        _record("confirm minutes", minutes, resolution, at=at, is_public=True)
    elif outcome in (Outcome.RETURNED, Outcome.LOST):
        MinutesCorrection.objects.bulk_create(
            MinutesCorrection(minutes=minutes, text=reason["text"], recorded_at=at, recorded_by_label=resolution.number)
            for reason in resolution.reasons
        )
        _back_to_draft(minutes)
        _record("return minutes", minutes, resolution, at=at)


def _begin(minutes):
    try:
        with transaction.atomic():
            minutes.save(force_insert=True)
    except IntegrityError as twice:
        raise WrongState(_("Minutes of this sitting are begun already. Open them.")) from twice
    return minutes


def _with_all(minutes):
    return Minutes.objects.select_related("sitting__meeting", "sitting__committee__place", "amends").get(pk=minutes.pk)


def _keeping(minutes, *, by, at):
    committee = minutes.sitting.committee
    return Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)


def _refuse_not_draft(minutes):
    if minutes.state == MinutesState.CONFIRMED:
        raise WrongState(
            _("These minutes were confirmed on %(day)s and are not changed any more. Begin an amendment.")
            % {"day": f"{minutes.confirmed_on:%d-%m-%Y}"}
        )
    if minutes.state != MinutesState.DRAFT:
        raise WrongState(_("These minutes are circulated. Take them back to change them."))


def _back_to_draft(minutes):
    move(minutes, "minutes", "take back", paper=None, circulated_at=None, circulated_by_label="")


def _points(sitting):
    return list(ActionPoint.objects.filter(sitting=sitting).select_related("owner", "item").order_by("number"))


def _is_later(meeting, earlier):
    return meeting.pk != earlier.pk and meeting.starts_at > earlier.starts_at


def _where(minutes):
    return {"committee": minutes.sitting.committee.slug, "meeting": minutes.sitting.meeting_id, "entry": minutes.ordinal}


def _record(verb, minutes, resolution, *, at, is_public=False):
    actor = Actor(name=resolution.signed_by_name, post=resolution.signed_by_post)
    data = {**_where(minutes), "resolution": resolution.number, "sha256": resolution.paper_id}
    record(verb, actor=actor, target=minutes, label=minutes, at=at, data=data, is_public=is_public)
