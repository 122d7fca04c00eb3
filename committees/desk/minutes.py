"""Minutes at the desk: the draft section by section, circulation, corrections, amendments."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.moves import Move
from accounts.permission import may
from committees import actions, minute_words, proceedings
from committees.desk.forms import ConfirmForm, ReasonForm
from committees.desk.shell import (
    at_the_desk,
    form_page,
    form_step,
    keeps_minutes,
    page,
    read_sitting_or_404,
    reads,
    trail_to,
    try_to,
)
from committees.models import Minutes, MinutesSection, MinutesState
from common.clock import now, today


class SectionForm(forms.Form):
    """The words of one section, and the version of the row the writer saw."""

    text = forms.CharField(label=gettext_lazy("Words"), required=False, widget=forms.Textarea(attrs={"rows": 14}))
    text_hi = forms.CharField(
        label=gettext_lazy("The same in Hindi"), required=False, widget=forms.Textarea(attrs={"rows": 10, "lang": "hi"})
    )
    row_version = forms.IntegerField(widget=forms.HiddenInput)


class AmendForm(forms.Form):
    """The words of an amendment."""

    text = forms.CharField(label=gettext_lazy("Words of the amendment"), widget=forms.Textarea(attrs={"rows": 6}))
    text_hi = forms.CharField(
        label=gettext_lazy("The same in Hindi"), required=False, widget=forms.Textarea(attrs={"rows": 6, "lang": "hi"})
    )


class CorrectionForm(forms.Form):
    """What a member finds wrong, and where."""

    section = forms.ModelChoiceField(
        label=gettext_lazy("Where"),
        queryset=MinutesSection.objects.none(),
        required=False,
        empty_label=gettext_lazy("in general"),
    )
    text = forms.CharField(
        label=gettext_lazy("What is to be corrected, and how it should read"), widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args, minutes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = minutes.sections.order_by("position")


@at_the_desk
def begin(request, public_id, slug):
    """Draw up the minutes of a closed sitting, or open those begun."""
    sitting, meeting = read_sitting_or_404(request, public_id, slug)
    begun = sitting.minutes.order_by("ordinal").first()
    if begun is not None:
        return redirect("desk-minutes", begun.pk)
    if not keeps_minutes(request, sitting.committee):
        raise Http404
    return form_step(
        request,
        ConfirmForm(request.POST if request.method == "POST" else None),
        lambda: proceedings.draw_up_minutes(sitting, by=request.user, at=now()),
        done=_("The draft is drawn up from the record. Read it, and add what the record does not say."),
        then=lambda made: reverse("desk-minutes", args=[made.pk]),
        heading=_("Draw up the minutes"),
        lede=_("From the record: who sat where, each item with its question, decision and dissents. You edit it afterwards."),
        act=_("Draw up the draft"),
        back=reverse("desk-meeting", args=[meeting.pk]),
        trail=trail_to(meeting, _("Minutes")),
    )


@at_the_desk
@require_safe
def minutes(request, pk):
    """One entry: its sections, action points and corrections, and what may be done with it."""
    found = _minutes_or_404(request, pk)
    keeps = keeps_minutes(request, found.sitting.committee)
    return page(
        request,
        "minutes.html",
        {
            "heading": str(found),
            "minutes": found,
            "committee": found.sitting.committee,
            "sections": found.sections.select_related("item").order_by("position"),
            "points": actions.points_of_sitting(found.sitting, today()),
            "corrections": found.corrections.select_related("section").order_by("pk"),
            "others": Minutes.objects.filter(sitting=found.sitting).exclude(pk=found.pk).order_by("ordinal"),
            "keeps": keeps,
            "is_draft": found.state == MinutesState.DRAFT,
            "may_correct": found.state == MinutesState.CIRCULATED and _may_correct(request, found),
            "may_amend": keeps
            and found.state == MinutesState.CONFIRMED
            and not found.sitting.minutes.exclude(state=MinutesState.CONFIRMED).exists(),
            "trail": trail_to(found.sitting.meeting, _("Minutes")),
        },
    )


@at_the_desk
def section(request, pk, section_pk):
    """Edit one section of a draft; a stale save shows both texts and loses neither."""
    found, part = _section_or_404(request, pk, section_pk)
    initial = {"text": part.text, "text_hi": part.text_hi, "row_version": part.row_version}
    if request.GET.get("words") == "record":
        words = minute_words.item(part.item) if part.item_id else minute_words.opening(found.sitting)
        initial |= {"text": words.text, "text_hi": words.text_hi}
    form, stale = SectionForm(request.POST or None, initial=initial), None
    if request.method == "POST" and form.is_valid():
        given, clashes = form.cleaned_data, []
        done, _saved = try_to(form, lambda: _save(part, given, request, clashes))
        if clashes:
            stale = clashes[0]
            form = SectionForm(initial={"text": stale.text, "text_hi": stale.text_hi, "row_version": stale.section.row_version})
        if done:
            messages.success(request, _("The section is saved."))
            return redirect("desk-minutes", found.pk)
    return form_page(
        request,
        form,
        heading=part.title,
        lede=_("In camera: the public sees this title and nothing else.") if part.in_camera else "",
        act=_("Save mine after all") if stale else _("Save"),
        back=reverse("desk-minutes", args=[found.pk]),
        trail=[*trail_to(found.sitting.meeting, str(found)), (part.title, "")],
        template="minutes_section.html",
        stale=stale,
        part=part,
        from_record=reverse("desk-minutes-section", args=[found.pk, part.pk]) + "?words=record",
    )


def _save(part, given, request, clashes):
    try:
        return proceedings.save_section(
            part, text=given["text"], text_hi=given["text_hi"], row_version=given["row_version"], by=request.user, at=now()
        )
    except proceedings.StaleSection as clash:
        clashes.append(clash)
        raise


@at_the_desk
def circulate(request, pk):
    """Freeze the draft and send it to the members."""
    found = _kept_or_404(request, pk)
    return _step(
        request,
        found,
        ConfirmForm(request.POST if request.method == "POST" else None),
        heading=_("Circulate the minutes"),
        lede=_("The text is frozen and named by its fingerprint, and every member is told. The next meeting confirms it."),
        act=_("Circulate"),
        step=lambda form: proceedings.circulate_minutes(found, by=request.user, at=now()),
        done=_("The minutes are circulated. They stand among what waits for the next agenda."),
    )


@at_the_desk
def take_back(request, pk):
    """Make them a draft again."""
    found = _kept_or_404(request, pk)
    return _step(
        request,
        found,
        ReasonForm(request.POST or None),
        heading=_("Take the minutes back"),
        lede=_("They become a draft again, and are circulated anew when corrected. The text circulated before is kept."),
        act=_("Take them back"),
        step=lambda form: proceedings.take_back_minutes(found, remark=form.cleaned_data["words"], by=request.user, at=now()),
        done=_("The minutes are a draft again."),
    )


@at_the_desk
def correct(request, pk):
    """Send a correction, as somebody with a seat."""
    found = _minutes_or_404(request, pk)
    if not _may_correct(request, found):
        raise Http404
    return _step(
        request,
        found,
        CorrectionForm(request.POST or None, minutes=found),
        heading=_("Send a correction"),
        lede=str(found),
        act=_("Send the correction"),
        step=lambda form: proceedings.correct_minutes(
            found, section=form.cleaned_data["section"], text=form.cleaned_data["text"], by=request.user, at=now()
        ),
        done=_("Your correction stands with the minutes; the convener and the members read it."),
    )


@at_the_desk
def amend(request, pk, section_pk):
    """Begin an amendment of confirmed minutes."""
    found, part = _section_or_404(request, pk, section_pk)
    return _step(
        request,
        found,
        AmendForm(request.POST or None),
        heading=_("Amend the minutes: %(title)s") % {"title": part.title},
        lede=_(
            "What was confirmed stays as it is. The amendment is an entry of its own, circulated and confirmed like the first."
        ),
        act=_("Begin the amendment"),
        step=lambda form: proceedings.amend_minutes(
            found, part, text=form.cleaned_data["text"], text_hi=form.cleaned_data["text_hi"], by=request.user, at=now()
        ),
        done=_("The amendment is begun. Circulate it when it is ready."),
    )


def _step(request, found, form, *, heading, lede, act, step, done):
    """A form about one entry; afterwards the entry, or the new one that was made."""
    return form_step(
        request,
        form,
        lambda: step(form),
        done=done,
        then=lambda made: reverse("desk-minutes", args=[made.pk if isinstance(made, Minutes) else found.pk]),
        heading=heading,
        lede=lede,
        act=act,
        back=reverse("desk-minutes", args=[found.pk]),
        trail=[*trail_to(found.sitting.meeting, str(found)), (heading, "")],
    )


def _minutes_or_404(request, pk):
    joins = ("sitting__meeting", "sitting__committee__place", "sitting__delegate_post", "amends", "resolution", "paper")
    found = get_object_or_404(Minutes.objects.select_related(*joins).defer("paper__content", "resolution__row"), pk=pk)
    committee = found.sitting.committee
    # A draft is the convener's; whoever reads the committee reads it from its circulation on.
    if not reads(request, committee) or (found.state == MinutesState.DRAFT and not keeps_minutes(request, committee)):
        raise Http404
    return found


def _kept_or_404(request, pk):
    found = _minutes_or_404(request, pk)
    if not keeps_minutes(request, found.sitting.committee):
        raise Http404
    return found


def _section_or_404(request, pk, section_pk):
    found = _kept_or_404(request, pk)
    part = get_object_or_404(MinutesSection.objects.select_related("item__meeting", "item__committee__place"), pk=section_pk)
    if part.minutes_id != found.pk:
        raise Http404
    return found, part


def _may_correct(request, found):
    committee = found.sitting.committee
    return bool(may(request.user, Move.CORRECT_MINUTES, committee.place, on=today(), thing=committee))
