"""A paper circulated outside a meeting, at the desk: sent round, signed, and where it stands."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.moves import Move
from accounts.permission import may
from accounts.postings import person_of
from accounts.reauth import PasswordAgainForm
from committees import proceedings, wording
from committees.desk.deciding import paper_address
from committees.desk.forms import DayInput, ReasonForm, StepAsideForm
from committees.desk.shell import (
    at_the_desk,
    committee_or_404,
    form_step,
    keeps_minutes,
    page,
    reads,
    try_to,
)
from committees.models import AgendaItem, Choice, Circulation, ItemState, Method
from committees.pending import pending_for
from committees.roll import Roll
from common.clock import now, today


class CirculateForm(forms.Form):
    """Which paper, until when, in which words."""

    paper = forms.ChoiceField(label=gettext_lazy("Paper"), widget=forms.RadioSelect)
    lapses_on = forms.DateField(
        label=gettext_lazy("Last day for signatures"),
        widget=DayInput,
        help_text=gettext_lazy("On the day after it lapses, and the paper goes to a meeting."),
    )
    text = forms.CharField(
        label=gettext_lazy("Words of the resolution"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Empty: the usual words, with the title and fingerprint of the paper."),
    )
    text_hi = forms.CharField(label=gettext_lazy("The same in Hindi"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, papers, **kwargs):
        super().__init__(*args, **kwargs)
        self.papers = {paper.pk: paper for paper in papers}
        self.fields["paper"].choices = [(paper.pk, f"{paper.title} ({paper.short_hash})") for paper in papers]
        if len(papers) == 1:
            self.fields["paper"].initial = papers[0].pk


class SignatureForm(PasswordAgainForm):
    """One member's signature: choose, read the exact sentence, confirm with the password once for this paper."""

    choice = forms.ChoiceField(label=gettext_lazy("How do you sign?"), choices=Choice.choices, widget=forms.RadioSelect)
    dissent = forms.CharField(
        label=gettext_lazy("Words for the record"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("A disagreement is kept with the resolution, word for word."),
    )

    def __init__(self, request, *args, item, lines, **kwargs):
        self.purpose = f"circulation {item.pk}"
        super().__init__(request, *args, **kwargs)
        if len(lines) > 1:
            self.fields = {
                "seat": forms.ChoiceField(
                    label=gettext_lazy("You hold two seats and have one signature. From which seat do you sign?"),
                    choices=[(line.seat.pk, str(line.seat.post)) for line in lines],
                    widget=forms.RadioSelect,
                ),
                **self.fields,
            }


@at_the_desk
def circulate(request, slug):
    """The convener sends a paper round that waits for this committee."""
    committee = committee_or_404(request, slug)
    if not may(request.user, Move.CALL_MEETING, committee.place, on=today(), thing=committee):
        raise Http404
    papers = [row.paper for row in pending_for(committee) if row.paper is not None]
    form = CirculateForm(request.POST or None, papers=papers)
    return form_step(
        request,
        form,
        lambda: proceedings.circulate(
            committee,
            paper=form.papers[form.cleaned_data["paper"]],
            lapses_on=form.cleaned_data["lapses_on"],
            text=form.cleaned_data["text"],
            text_hi=form.cleaned_data["text_hi"],
            by=request.user,
            at=now(),
        ),
        done=_("The paper circulates. Every member finds it among what waits for them."),
        then=lambda made: reverse("desk-circulated", args=[made.item_id]),
        heading=_("Circulate a paper"),
        lede=_(
            "Members sign outside a meeting. It takes effect with the last needed signature; then the chair signs the resolution."
        )
        if papers
        else _("No paper waits for this committee, so there is none to circulate."),
        act=_("Send it round"),
        back=reverse("desk-depc", args=[slug]),
        trail=_trail(committee, _("Circulate a paper")),
    )


@at_the_desk
def circulated(request, pk):
    """Where it stands, for whoever may read it; and the member's signature."""
    item = _item(request, pk)
    circulation, on, person = item.circulation, today(), person_of(request.user)
    roll = Roll(item, on=on)
    held = [line for line in roll.seats_of(person) if line.seat.votes] if person else []
    form = SignatureForm(request, request.POST or None, item=item, lines=held, at=now())
    if request.method == "POST" and request.POST.get("confirmed") == "yes" and form.is_valid():
        done, _answer = try_to(form, lambda: _sign(request, item, held, form.cleaned_data))
        if done:
            messages.success(request, _("Your signature is recorded. It is not changed any more."))
            return redirect("desk-circulated", pk)
        item = _item(request, pk)
        circulation, roll = item.circulation, Roll(item, on=on)
    own = item.votes.filter(person=person).select_related("seat__post").first() if person else None
    is_open = item.state == ItemState.OPEN and not circulation.is_over(on)
    sentence = "" if own or not is_open else _sentence(request, circulation, held)
    if sentence and request.POST.get("confirmed") != "yes":
        form = SignatureForm(request, item=item, lines=held, at=now(), initial=request.POST.dict())
    finding = roll.finding(Method.CIRCULATION)
    language = "hi" if getattr(request, "LANGUAGE_CODE", "en") == "hi" else "en"
    shows_votes = own is not None or circulation.effective_on is not None
    return page(
        request,
        "circulated.html",
        {
            "heading": item.title,
            "item": item,
            "circulation": circulation,
            "form": form,
            "act": _("Record this signature") if sentence else _("Go on"),
            "back": reverse("desk-depc", args=[item.committee.slug]),
            "sentence": sentence,
            "given": {name: value for name, value in request.POST.items() if name in ("choice", "seat", "dissent")},
            "own": own,
            "is_open": is_open,
            "has_lapsed": not circulation.has_ended and not circulation.effective_on and on > circulation.lapses_on,
            "stepped_aside": bool(person) and person.pk in roll.recused,
            "held": held,
            "lines": roll.lines,
            # How others signed is shown only to who has signed, and to all once it is in effect.
            "votes": wording.votes_sentence(finding, language) if shows_votes else "",
            "presence": wording.presence_sentence(finding, language),
            "why": wording.why_undecided(finding, language) if shows_votes and is_open else "",
            "resolution": item.resolutions.order_by("-pk").first(),
            "is_convener": keeps_minutes(request, item.committee),
            "paper_address": paper_address(item.paper),
            "trail": _trail(item.committee, _("By circulation")),
        },
    )


@at_the_desk
def step_aside(request, pk):
    """A member with an interest in the matter leaves the count."""
    item = _item(request, pk)
    form = StepAsideForm(request.POST or None)
    return form_step(
        request,
        form,
        lambda: proceedings.step_aside_circulated(item, reason=form.cleaned_data["reason"], by=request.user, at=now()),
        done=_("It is recorded that you step aside for this item."),
        heading=_("Step aside"),
        lede=_("For this item only, your seat leaves the count: %(item)s") % {"item": item},
        act=_("Step aside for this item"),
        back=reverse("desk-circulated", args=[pk]),
        trail=_trail(item.committee, _("Step aside")),
    )


@at_the_desk
def end(request, pk):
    """The convener ends a circulation before its date."""
    item = _item(request, pk)
    if not keeps_minutes(request, item.committee):
        raise Http404
    form = ReasonForm(request.POST or None)
    return form_step(
        request,
        form,
        lambda: proceedings.end_circulation(item, remark=form.cleaned_data["words"], by=request.user, at=now()),
        done=_("The circulation has ended without a decision."),
        heading=_("End the circulation"),
        lede=_("The signatures given stay on record and decide nothing; the paper is free for a meeting."),
        act=_("End the circulation"),
        back=reverse("desk-circulated", args=[pk]),
        trail=_trail(item.committee, _("End the circulation")),
    )


def circulations_of(committee):
    """The committee's circulations for its page, the latest first. One query."""
    return list(Circulation.objects.filter(item__committee=committee).select_related("item").order_by("-recorded_at")[:20])


def _sign(request, item, held, given):
    seat = next((line.seat for line in held if str(line.seat.pk) == given.get("seat")), None)
    at = now()
    vote = proceedings.sign_circulated(item, seat=seat, choice=given["choice"], by=request.user, at=at)
    if given.get("dissent"):
        item = AgendaItem.objects.select_related("committee__place", "circulation").get(pk=item.pk)
        proceedings.note_dissent(item, seat=vote.seat, text=given["dissent"], by=request.user, at=at)
    return vote


def _sentence(request, circulation, held):
    """What the member is about to sign; "" until all is chosen."""
    seat = next((line for line in held if str(line.seat.pk) == request.POST.get("seat")), held[0] if len(held) == 1 else None)
    words = {"post": seat.seat.post, "text": circulation.text} if seat else {}
    choice = request.POST.get("choice")
    if not seat or choice not in Choice.values:
        return ""
    if choice == Choice.FOR:
        return _("%(post)s signs for: %(text)s") % words
    if choice == Choice.AGAINST:
        return _("%(post)s signs against: %(text)s") % words
    return _("%(post)s abstains on: %(text)s") % words


def _item(request, pk):
    circulated = AgendaItem.objects.select_related("committee__place", "paper", "circulation").filter(by_circulation=True)
    item = get_object_or_404(circulated, pk=pk)
    if not reads(request, item.committee):
        raise Http404
    return item


def _trail(committee, last):
    return [(_("Meetings"), reverse("desk-meetings")), (committee.name, reverse("desk-depc", args=[committee.slug])), (last, "")]
