"""The forms of the desk: small, one page each, working without scripts."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Posting
from accounts.postings import in_force
from accounts.reauth import PasswordAgainForm
from committees.models import METHODS_OF_A_SITTING, Choice, Committee, MeetingMode, Motion, Stand
from common.clock import INDIA

#: How many reasons one page takes; a return with more is drawn up from the first page again.
REASONS = 6


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class CallMeetingForm(forms.Form):
    """A meeting's day, time in India, mode and place."""

    day = forms.DateField(label=_("Day"), widget=DayInput)
    time = forms.TimeField(label=_("Time in India"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    mode = forms.ChoiceField(label=_("How"), choices=MeetingMode.choices, widget=forms.RadioSelect, initial="in_person")
    venue = forms.CharField(label=_("Where"), max_length=300, required=False)
    online_link = forms.CharField(
        label=_("Link for joining online"),
        max_length=500,
        required=False,
        widget=forms.URLInput,
        help_text=_("Members read it behind the sign-in; it is never public."),
    )

    def starts_at(self):
        given = self.cleaned_data
        return datetime.combine(given["day"], given["time"], tzinfo=INDIA)


class NewDateForm(forms.Form):
    """Another date for a called meeting; `seen` is the date this page showed, so that a stale page moves nothing."""

    seen = forms.DateTimeField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("New day"), widget=DayInput)
    time = forms.TimeField(label=_("Time in India"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    words = forms.CharField(
        label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500, help_text=_("Members and the public read it.")
    )

    def starts_at(self):
        given = self.cleaned_data
        return datetime.combine(given["day"], given["time"], tzinfo=INDIA)


class InviteForm(forms.Form):
    """Which committees are asked to sit at the same table: those of the same State."""

    committees = forms.ModelMultipleChoiceField(
        label=_("Committees"), queryset=Committee.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["committees"].queryset = choices


class InviteeForm(forms.Form):
    """Somebody invited without a seat and without a vote."""

    name = forms.CharField(label=_("Name"), max_length=160)
    body = forms.CharField(
        label=_("Body"), max_length=200, help_text=_("The office, firm or association they speak for; the public reads it.")
    )
    body_hi = forms.CharField(label=_("The body in Hindi"), max_length=200, required=False)
    invited_by = forms.CharField(
        label=_("Invited by"), max_length=200, help_text=_("For example: the chair, letter 12 of 01-08-2026.")
    )
    name_consent_on = forms.DateField(
        label=_("Agreed to be named in public on"),
        required=False,
        widget=DayInput,
        help_text=_("Empty: the public reads the body alone."),
    )


class CameForm(forms.Form):
    """Who of the special invitees came."""

    def __init__(self, *args, invitees, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitees = invitees
        for invitee in invitees:
            self.fields[f"came_{invitee.pk}"] = forms.ChoiceField(
                label=str(invitee),
                choices=[("yes", _("attended")), ("no", _("did not attend")), ("", _("not recorded"))],
                widget=forms.RadioSelect,
                required=False,
                initial={True: "yes", False: "no", None: ""}[invitee.attended],
            )

    def attended(self):
        said = {"yes": True, "no": False, "": None}
        return {invitee: said[self.cleaned_data[f"came_{invitee.pk}"]] for invitee in self.invitees}


class ItemForm(forms.Form):
    """An item without a paper; papers are put on the agenda by their own button."""

    item_title = forms.CharField(label=_("What it is about"), max_length=300)
    item_title_hi = forms.CharField(label=_("The same in Hindi"), max_length=300, required=False)
    in_camera = forms.BooleanField(
        label=_("In camera"), required=False, help_text=_("The public sees this title and nothing else of the item.")
    )


class ReasonForm(forms.Form):
    """Why a meeting is cancelled, or a resolution sent back."""

    words = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))


class ConfirmForm(forms.Form):
    """Nothing to fill in: the page says what will happen, the button does it."""


class DelegateForm(forms.Form):
    """Whom the chair directed to preside at this sitting."""

    posting = forms.ModelChoiceField(label=_("Delegate"), queryset=Posting.objects.none())
    reference = forms.CharField(
        label=_("The chair's direction"), max_length=200, help_text=_("Number and date of the letter or order.")
    )

    def __init__(self, *args, committee, on, **kwargs):
        super().__init__(*args, **kwargs)
        seats = committee.seats.on(on).values("post_id")
        here = in_force(on).select_related("person", "post")
        self.fields["posting"].queryset = here.filter(post__place=committee.place) | here.filter(post__in=seats)
        self.fields["posting"].label_from_instance = lambda posting: f"{posting.person}, {posting.post}"


class OpenItemForm(forms.Form):
    """The question put."""

    motion = forms.ChoiceField(label=_("Question"), widget=forms.RadioSelect)

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = [Motion.ADOPT, Motion.RETURN, Motion.DEFER] if item.paper_id else [Motion.RESOLVE]
        self.fields["motion"].choices = [(motion.value, motion.label) for motion in allowed]
        self.fields["motion"].initial = allowed[0].value


class HandsForm(forms.Form):
    """A show of hands: one line per voting seat that is occupied and has not voted."""

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"seat_{line.seat.pk}"] = forms.ChoiceField(
                label=f"{line.seat.post}: {line.sitter}",
                choices=[("", _("no hand raised")), *Choice.choices],
                widget=forms.RadioSelect,
                required=False,
                initial="",
            )

    def choices_by_seat(self):
        return {
            line.seat: self.cleaned_data[f"seat_{line.seat.pk}"]
            for line in self.lines
            if self.cleaned_data[f"seat_{line.seat.pk}"]
        }


_METHODS = [(method.value, method.label) for method in METHODS_OF_A_SITTING]


class DrawUpForm(forms.Form):
    """Method, words and reasons of a resolution."""

    method = forms.ChoiceField(label=_("How it was decided"), choices=_METHODS, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Words of the resolution"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Empty: the usual words, with the title and fingerprint of the paper."),
    )
    text_hi = forms.CharField(label=_("The same in Hindi"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, places=(), with_reasons=True, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, REASONS + 1) if with_reasons else ():
            name = {"number": number}
            self.fields[f"path_{number}"] = (
                forms.ChoiceField(
                    label=_("Reason %(number)s: place in the text") % name,
                    choices=[("", _("the whole text")), *places],
                    required=False,
                )
                if places
                else forms.CharField(label=_("Reason %(number)s: place in the text") % name, max_length=200, required=False)
            )
            self.fields[f"reason_{number}"] = forms.CharField(
                label=_("Reason %(number)s: what has to change") % name,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def reasons(self):
        given = self.cleaned_data
        return [
            {"path": given.get(f"path_{number}", ""), "text": given[f"reason_{number}"]}
            for number in range(1, REASONS + 1)
            if given.get(f"reason_{number}")
        ]


class VoteForm(PasswordAgainForm):
    """One member's vote; the password once per sitting."""

    choice = forms.ChoiceField(label=_("How do you vote?"), choices=Choice.choices, widget=forms.RadioSelect)
    dissent = forms.CharField(
        label=_("Words for the record"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A disagreement is kept with the resolution, word for word."),
    )

    def __init__(self, request, *args, item, lines, **kwargs):
        self.purpose = f"sitting {item.meeting_id}"
        super().__init__(request, *args, **kwargs)
        if len(lines) > 1:
            self.fields = {
                "seat": forms.ChoiceField(
                    label=_("You hold two seats and have one vote. From which seat do you vote?"),
                    choices=[(line.seat.pk, str(line.seat.post)) for line in lines],
                    widget=forms.RadioSelect,
                ),
                **self.fields,
            }


class StepAsideForm(forms.Form):
    """An interest in the matter, in words."""

    reason = forms.CharField(label=_("Why you step aside"), max_length=300)


class ConcurForm(forms.Form):
    """The co-chair's word."""

    stand = forms.ChoiceField(
        label=_("As co-chair"),
        choices=[(Stand.CONCURS, Stand.CONCURS.label), (Stand.RESERVES, Stand.RESERVES.label)],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Words for the record"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed with a reservation."),
    )


class SignForm(PasswordAgainForm):
    """The password, every time."""
