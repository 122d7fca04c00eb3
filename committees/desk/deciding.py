"""Votes, resolutions and signatures at the desk."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.moves import Move
from accounts.permission import may
from accounts.postings import person_of
from committees import authorship, minute_paper, proceedings, quorum, wording
from committees.desk.forms import ConcurForm, DrawUpForm, HandsForm, ReasonForm, SignForm, StepAsideForm, VoteForm
from committees.desk.shell import (
    at_the_desk,
    form_page,
    form_step,
    item_or_404,
    keeps_minutes,
    page,
    resolution_or_404,
    trail_to,
    try_to,
    where_decided,
)
from committees.models import Choice, ItemState, Minutes, ResolutionState
from committees.places_in_text import places_of
from committees.roll import Roll
from common.clock import now, today


def paper_address(paper) -> str:
    """Where those who may read the frozen text; "" without a paper or where no app shows it."""
    if paper is None:
        return ""
    if paper.format == minute_paper.FORMAT:
        minutes = Minutes.objects.filter(paper=paper).first()
        return reverse("desk-minutes", args=[minutes.pk]) if minutes else ""
    try:
        return reverse("paper", args=[paper.pk])
    except NoReverseMatch:
        try:
            return reverse("admin:paper", args=[paper.pk])
        except NoReverseMatch:
            return ""


@at_the_desk
def vote(request, pk):
    """A member's vote: choose, read the exact sentence, confirm with the password once per sitting."""
    item = item_or_404(request, pk)
    roll = Roll(item)
    person = person_of(request.user)
    held = [line for line in roll.seats_of(person) if line.seat.votes]
    cast = next((line for line in roll.lines if line.vote and line.vote.person_id == person.pk), None)
    form = VoteForm(request, request.POST or None, item=item, lines=held, at=now())
    confirmed = request.POST.get("confirmed") == "yes"
    chosen = request.POST.get("choice")
    if request.method == "POST" and confirmed and form.is_valid():
        done, _answer = try_to(form, lambda: _cast(request, item, held, form.cleaned_data))
        if done:
            messages.success(request, _("Your vote is recorded. It is not changed any more."))
            return redirect("desk-vote", item.pk)
    sentence = ""
    # Whoever holds two seats is asked from which; without an answer there is nothing to confirm yet.
    seat = next((line for line in held if str(line.seat.pk) == request.POST.get("seat")), held[0] if len(held) == 1 else None)
    if chosen in Choice.values and seat and not cast:
        sentence = _vote_sentence(item, seat, chosen)
    return form_page(
        request,
        form if confirmed or not sentence else VoteForm(request, item=item, lines=held, at=now(), initial=request.POST.dict()),
        heading=_("Your vote"),
        lede=_question(item),
        act=_("Record this vote") if sentence else _("Go on"),
        back=reverse("desk-meeting", args=[item.meeting_id]),
        trail=trail_to(item.meeting, _("Your vote")),
        template="vote.html",
        item=item,
        sentence=sentence,
        given={key: value for key, value in request.POST.items() if key in ("choice", "seat", "dissent")},
        cast=cast,
        refusal="" if held or cast else _("You held no voting seat in this committee on the day of the sitting."),
        present=any(line.attendance and line.attendance.person_id == person.pk for line in roll.lines),
        presence=wording.presence_sentence(roll.finding("recorded"), _language(request)),
        so_far=wording.votes_sentence(roll.finding("recorded"), _language(request)) if cast else "",
        paper_address=paper_address(item.paper),
        choice_word=Choice(chosen).label if chosen in Choice.values else "",
    )


def _cast(request, item, held, given):
    seat = next((line.seat for line in held if str(line.seat.pk) == given.get("seat")), held[0].seat if len(held) == 1 else None)
    vote = proceedings.cast_vote(item, seat=seat, choice=given["choice"], by=request.user, at=now())
    if given.get("dissent"):
        proceedings.note_dissent(item, seat=vote.seat, text=given["dissent"], by=request.user, at=now())
    return vote


def _vote_sentence(item, line, choice):
    words = {
        "post": line.seat.post,
        "question": _question(item),
    }
    if choice == Choice.FOR:
        return _("%(post)s votes for: %(question)s") % words
    if choice == Choice.AGAINST:
        return _("%(post)s votes against: %(question)s") % words
    return _("%(post)s abstains on: %(question)s") % words


def _question(item):
    return f"{item.get_motion_display()}: {item.title}" if item.motion else item.title


@at_the_desk
def step_aside(request, pk):
    """A member present steps aside for this item."""
    item = item_or_404(request, pk)
    person = person_of(request.user)
    form = StepAsideForm(request.POST or None)
    return form_step(
        request,
        form,
        lambda: proceedings.recuse(item, person=person, reason=form.cleaned_data["reason"], by=request.user, at=now()),
        done=_("It is recorded that you step aside for this item."),
        then=reverse("desk-meeting", args=[item.meeting_id]),
        heading=_("Step aside"),
        lede=_("For this item only, your seat leaves the count: %(item)s") % {"item": item},
        act=_("Step aside for this item"),
        back=reverse("desk-vote", args=[item.pk]),
        trail=trail_to(item.meeting, _("Step aside")),
    )


@at_the_desk
def hands(request, pk):
    """The convener writes down a show of hands."""
    item = _convened(request, pk)
    roll = Roll(item)
    lines = [line for line in roll.lines if line.seat.votes and line.attendance and not line.is_recused and line.vote is None]
    form = HandsForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        done, votes = try_to(form, lambda: proceedings.record_hands(item, form.choices_by_seat(), by=request.user, at=now()))
        if done:
            messages.success(request, _("Votes recorded: %(number)s.") % {"number": len(votes)})
            return redirect("desk-draw-up", item.pk)
    return form_page(
        request,
        form,
        heading=_("Show of hands"),
        lede=_question(item),
        act=_("Record the hands"),
        back=reverse("desk-meeting", args=[item.meeting_id]),
        trail=trail_to(item.meeting, _("Show of hands")),
    )


@at_the_desk
def draw_up(request, pk):
    """The convener draws up the resolution; the page says beforehand what the rule makes of it."""
    item = _convened(request, pk)
    form = DrawUpForm(request.POST or None, places=places_of(item.paper), with_reasons=bool(item.paper_id))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done, resolution = try_to(
            form,
            lambda: proceedings.draw_up(
                item,
                method=given["method"],
                text=given["text"],
                text_hi=given["text_hi"],
                reasons=form.reasons(),
                by=request.user,
                at=now(),
            ),
        )
        if done:
            messages.success(request, _("The resolution is drawn up and waits for the signature."))
            return redirect("desk-resolution", resolution.pk)
    roll = Roll(item)
    votes = roll.finding("recorded")
    return form_page(
        request,
        form,
        heading=_("Draw up the resolution"),
        lede=_question(item),
        act=_("Draw it up and send it to the chair"),
        back=reverse("desk-meeting", args=[item.meeting_id]),
        trail=trail_to(item.meeting, _("Resolution")),
        template="draw_up.html",
        item=item,
        votes_are_hidden=_votes_are_hidden(roll, request),
        by_votes=_preview(votes, request),
        by_consensus=_preview(roll.finding(quorum.CONSENSUS), request),
        paper_address=paper_address(item.paper),
    )


def _votes_are_hidden(roll, request):
    """Whether others have cast votes of their own here and this person could still cast one: theirs comes first."""
    person = person_of(request.user)
    if person is None or person.pk in roll.recused or roll.item.state != ItemState.OPEN:
        return False
    cast = [line.vote for line in roll.lines if line.vote and not line.vote.by_hand]
    if any(vote.person_id == person.pk for vote in cast):
        return False
    could = {line.seat.pk for line in roll.seats_of(person) if line.seat.votes and line.vote is None}
    return bool(cast) and any(line.seat.pk in could for line in roll.sits_in(person))


def _preview(finding, request):
    language = _language(request)
    if finding.is_decision:
        return wording.rule_sentence(finding, language)
    return f"{wording.presence_sentence(finding, language)} {wording.why_undecided(finding, language)}"


@at_the_desk
@require_safe
def resolution(request, pk):
    """A resolution drawn up or signed, with what this person may do with it."""
    found = resolution_or_404(request, pk)
    return page(request, "resolution.html", _resolution_context(request, found))


def _resolution_context(request, found, **more):
    waits = found.state == ResolutionState.DRAWN_UP
    # Sent back with the item open again: its numbers tell how others voted, to somebody who still may.
    is_hidden = found.state == ResolutionState.SET_ASIDE and not found.item.by_circulation
    person = person_of(request.user)
    signers = proceedings.who_signs(found, today()) if waits else []
    return {
        "heading": found.number or _("Resolution, not signed yet"),
        "resolution": found,
        "seats": found.seats_of_the_day.all() if not waits else (),
        "lines": Roll(found.item).lines if waits else (),
        "votes_are_hidden": is_hidden and _votes_are_hidden(Roll(found.item), request),
        "dissents": found.item.dissents.select_related("seat__post"),
        "signers": signers,
        "may_sign": person in signers,
        "is_author": waits and person is not None and person.pk in authorship.authors_of(found.paper_id),
        "annulment": getattr(found, "annulment", None),
        "may_annul": bool(
            found.is_signed
            and not hasattr(found, "annulment")
            and may(request.user, Move.ANNUL, found.committee.place, on=today(), thing=found)
        ),
        "may_concur": waits
        and not found.concurrence
        and bool(may(request.user, Move.CONCUR, found.committee.place, on=today(), thing=found)),
        "may_send_back": waits and (person in signers or keeps_minutes(request, found.committee)),
        "paper_address": paper_address(found.paper),
        "trail": trail_to(found.item.meeting, _("Resolution")),
        **more,
    }


@at_the_desk
def sign(request, pk):
    """The signature: the exact sentence, the numbers, that it cannot be changed, then the password."""
    found = resolution_or_404(request, pk)
    form = SignForm(request, request.POST or None, at=now())
    if request.method == "POST" and form.is_valid():
        done, signed = try_to(form, lambda: proceedings.sign(found, password_confirmed=True, by=request.user, at=now()))
        if done:
            messages.success(request, _("Signed as %(number)s.") % {"number": signed.number})
            return redirect("desk-resolution", found.pk)
        found.refresh_from_db()
    verdict = may(request.user, Move.SIGN, found.committee.place, on=today(), thing=found)
    return form_page(
        request,
        form,
        heading=_("Sign"),
        lede=found.title,
        act=_("Sign and record"),
        back=reverse("desk-resolution", args=[found.pk]),
        template="sign.html",
        signs_as=verdict.post,
        **{key: value for key, value in _resolution_context(request, found).items() if key not in ("heading",)},
    )


@at_the_desk
def concur(request, pk):
    """The co-chair's word before the signature."""
    found = resolution_or_404(request, pk)
    form = ConcurForm(request.POST or None)
    return form_step(
        request,
        form,
        lambda: proceedings.concur(
            found, stand=form.cleaned_data["stand"], remark=form.cleaned_data["remark"], by=request.user, at=now()
        ),
        done=_("Your word as co-chair is recorded with the resolution."),
        heading=_("Concur or reserve"),
        lede=found.text,
        act=_("Record it"),
        back=reverse("desk-resolution", args=[found.pk]),
        trail=trail_to(found.item.meeting, _("Co-chair")),
    )


@at_the_desk
def send_back(request, pk):
    """Back to the convener, with a remark; the votes cast stay."""
    found = resolution_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    return form_step(
        request,
        form,
        lambda: proceedings.send_back(found, remark=form.cleaned_data["words"], by=request.user, at=now()),
        done=_("The resolution is back with the convener."),
        then=where_decided(found.item),
        heading=_("Send back to the convener"),
        lede=_("The circulation ends without a decision; the signatures on it stay in the record.")
        if found.item.by_circulation
        else _("The item is open again, the votes cast stay."),
        act=_("Send it back"),
        back=reverse("desk-resolution", args=[found.pk]),
        trail=trail_to(found.item.meeting, _("Send back")),
    )


def _convened(request, pk):
    item = item_or_404(request, pk)
    if not keeps_minutes(request, item.committee):
        raise Http404
    return item


def _language(request):
    return "hi" if getattr(request, "LANGUAGE_CODE", "en") == "hi" else "en"
