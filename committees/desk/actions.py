"""Action points at the desk: recorded, answered by their owner, closed; the action-taken report."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import Post
from accounts.moves import Move
from accounts.permission import may
from committees import actions, proceedings
from committees.desk.forms import DayInput
from committees.desk.shell import (
    at_the_desk,
    committee_or_404,
    form_page,
    form_step,
    keeps_minutes,
    page,
    read_sitting_or_404,
    reads,
    sitting_or_404,
    trail_to,
    try_to,
)
from committees.models import ActionPoint, AgendaItem, AnswerKind, ItemState, MeetingState
from common.clock import now, today


class ActionForm(forms.Form):
    """What, who, until when, from which item."""

    item = forms.ModelChoiceField(
        label=gettext_lazy("From which item"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=gettext_lazy("from the sitting as a whole"),
    )
    text = forms.CharField(
        label=gettext_lazy("What is to be done"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Everybody reads this at once, with its age, unless the item is in camera: then nobody outside the committee does."
        ),
    )
    text_hi = forms.CharField(
        label=gettext_lazy("The same in Hindi"), required=False, widget=forms.Textarea(attrs={"rows": 3, "lang": "hi"})
    )
    owner = forms.ModelChoiceField(label=gettext_lazy("Whose"), queryset=Post.objects.none())
    due = forms.DateField(label=gettext_lazy("By when"), widget=DayInput)

    def __init__(self, *args, sitting, **kwargs):
        super().__init__(*args, **kwargs)
        items = sitting.meeting.items.filter(committee=sitting.committee).exclude(state=ItemState.TAKEN_OFF)
        self.fields["item"].queryset = items.order_by("order")
        self.fields["owner"].queryset = proceedings.possible_owners(sitting.committee, today())


class AnswerForm(forms.Form):
    """What was done; the convener, who writes down a letter, names it."""

    text = forms.CharField(label=gettext_lazy("Action taken"), widget=forms.Textarea(attrs={"rows": 4}))
    text_hi = forms.CharField(
        label=gettext_lazy("The same in Hindi"), required=False, widget=forms.Textarea(attrs={"rows": 3, "lang": "hi"})
    )
    on = forms.DateField(label=gettext_lazy("On"), required=False, widget=DayInput, help_text=gettext_lazy("Empty: today."))
    reference = forms.CharField(
        label=gettext_lazy("The letter in which the holder answered"),
        max_length=200,
        help_text=gettext_lazy("Number and date."),
    )

    def __init__(self, *args, is_owner, **kwargs):
        super().__init__(*args, **kwargs)
        if is_owner:
            del self.fields["reference"]


class CloseForm(forms.Form):
    """Done or dropped, why, and at which item of a later meeting if it was one."""

    kind = forms.ChoiceField(
        label=gettext_lazy("The point is"),
        choices=[(AnswerKind.DONE.value, gettext_lazy("done")), (AnswerKind.DROPPED.value, gettext_lazy("dropped"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=gettext_lazy("Remark"), widget=forms.Textarea(attrs={"rows": 3}))
    item = forms.ModelChoiceField(
        label=gettext_lazy("Closed at"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=gettext_lazy("by the convener, not at a meeting"),
    )
    on = forms.DateField(
        label=gettext_lazy("On"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("Empty: the day of that meeting, or today."),
    )

    def __init__(self, *args, point, **kwargs):
        super().__init__(*args, **kwargs)
        sitting = point.sitting
        later = AgendaItem.objects.filter(
            committee=sitting.committee,
            meeting__starts_at__gt=sitting.meeting.starts_at,
            meeting__state__in=[MeetingState.OPEN, MeetingState.CLOSED],
        ).exclude(state=ItemState.TAKEN_OFF)
        self.fields["item"].queryset = later.select_related("meeting").order_by("-meeting__starts_at", "order")
        self.fields["item"].label_from_instance = lambda item: f"{item.meeting.held_on:%d-%m-%Y}: {item}"


@at_the_desk
def add(request, public_id, slug):
    """Record an action point of a sitting."""
    sitting, meeting = sitting_or_404(request, public_id, slug)
    form = ActionForm(request.POST or None, sitting=sitting)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done, point = try_to(form, lambda: proceedings.record_action(sitting, by=request.user, at=now(), **given))
        if done:
            messages.success(request, _("%(point)s is recorded.") % {"point": point})
            return redirect("desk-meeting", meeting.pk)
    return form_page(
        request,
        form,
        heading=_("Record an action point"),
        lede=str(sitting),
        act=_("Record it"),
        back=reverse("desk-meeting", args=[meeting.pk]),
        trail=trail_to(meeting, _("Action point")),
    )


@at_the_desk
@require_safe
def point(request, pk):
    """One action point with all that was answered."""
    found = _point_or_404(request, pk)
    (row,) = actions.rows_of(ActionPoint.objects.filter(pk=found.pk), today())
    return page(
        request,
        "action.html",
        {
            "heading": str(found),
            "row": row,
            "is_owner": _is_owner(request, found),
            "keeps": keeps_minutes(request, found.sitting.committee),
            "trail": _trail(request, found),
        },
    )


@at_the_desk
def answer(request, pk):
    """The owner's answer; or the convener's, from a letter."""
    found = _point_or_404(request, pk)
    is_owner = _is_owner(request, found)
    if not is_owner and not keeps_minutes(request, found.sitting.committee):
        raise Http404
    form = AnswerForm(request.POST or None, is_owner=is_owner)
    return _step(
        request,
        found,
        form,
        lambda: proceedings.answer_action(found, by=request.user, at=now(), **form.cleaned_data),
        done=_("The answer stands with the action point."),
        heading=_("Action taken"),
        act=_("Record the answer"),
    )


@at_the_desk
def close(request, pk):
    """Close a point as done or dropped."""
    found = _point_or_404(request, pk)
    if not keeps_minutes(request, found.sitting.committee):
        raise Http404
    form = CloseForm(request.POST or None, point=found)
    return _step(
        request,
        found,
        form,
        lambda: proceedings.close_action(found, by=request.user, at=now(), **form.cleaned_data),
        done=_("The action point is closed."),
        heading=_("Close the action point"),
        act=_("Close it"),
    )


@at_the_desk
@require_safe
def report(request, slug):
    """The action-taken report as of today: what is open of earlier meetings, and closed since the last."""
    committee = committee_or_404(request, slug)
    return _report(request, committee, meeting=None)


@at_the_desk
@require_safe
def report_of_meeting(request, public_id, slug):
    """The action-taken report that opens this meeting."""
    sitting, meeting = read_sitting_or_404(request, public_id, slug)
    return _report(request, sitting.committee, meeting=meeting)


def _report(request, committee, *, meeting):
    on = today()
    rows = actions.report_for(committee, on, before=meeting.starts_at if meeting else None)
    return page(
        request,
        "actions_taken.html",
        {
            "heading": _("Action taken on the points of earlier meetings"),
            "committee": committee,
            "meeting": meeting,
            "on": on,
            "rows": rows,
            "trail": trail_to(meeting, _("Action taken")),
        },
    )


def _step(request, found, form, step, *, done, heading, act):
    return form_step(
        request,
        form,
        step,
        done=done,
        heading=heading,
        lede=found.text,
        act=act,
        back=reverse("desk-action", args=[found.pk]),
        trail=[*_trail(request, found), (heading, "")],
    )


def _trail(request, found):
    if not reads(request, found.sitting.committee):
        return [(str(found), "")]
    return trail_to(found.sitting.meeting, str(found))


def _point_or_404(request, pk):
    joins = ("sitting__meeting", "sitting__committee__place", "item", "owner__place")
    found = get_object_or_404(ActionPoint.objects.select_related(*joins), pk=pk)
    if not reads(request, found.sitting.committee) and not _is_owner(request, found):
        raise Http404
    return found


def _is_owner(request, found):
    committee = found.sitting.committee
    return bool(may(request.user, Move.ANSWER_ACTION, committee.place, on=today(), thing=found))
