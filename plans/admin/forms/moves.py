"""What each move asks on its confirm page. Nothing here names a state, an author or a time of recording."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.reauth import PasswordAgainForm
from documents.forms import DocumentFileField
from plans.admin.fields import TextField
from plans.admin.forms.base import DayInput
from plans.publication import SHORTEST_WORD, findings_before
from plans.queries import last_paper
from plans.translations import pairs_of
from plans.workflow import CHECKLIST

_REMARK = _("Remark")


def _remark(label=_REMARK, required=False):
    return TextField(
        label=label,
        required=required,
        help_text=_("Kept in the record of this move; officers read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MoveFields(forms.Form):
    """`seen`: the row_version of the page, so that a second press and a stale tab change nothing."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def given(self):
        """The arguments of the workflow's function."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "password_again")}

    def rows(self):
        return [field for field in self if not field.is_hidden and field.name != "password_again"]

    def is_about(self, version):
        """Called with the version before anything else; returns the form."""
        return self


class MoveForm(MoveFields):
    """A move that asks no password; takes the request as the others do."""

    def __init__(self, request, *args, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)


class RemarkForm(MoveForm):
    remark = _remark()


class WithdrawForm(MoveForm):
    remark = _remark(_("Why it is withdrawn"), required=True)


class SendBackForm(MoveForm):
    remark = _remark(_("What stands against publishing it"), required=True)


class OpenConsultationForm(MoveForm):
    until = forms.DateField(
        label=_("Open for comment until"),
        widget=DayInput(),
        help_text=_("The last day, for example 31-03-2027. Give people two weeks or more."),
    )
    remark = _remark()


class PublishForm(PasswordAgainForm, MoveFields):
    """The check list, point by point, a word on each contact found in the text, and the password again."""

    remark = _remark()

    def __init__(self, request, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        for name, sentence in CHECKLIST.items():
            self.fields[name] = forms.BooleanField(
                label=sentence, error_messages={"required": _("Confirm this point, or do not publish yet.")}
            )

    def is_about(self, version):
        """A field for each finding in the text; an office's own address is shown and asks nothing."""
        self.pairs = pairs_of(version)
        self.findings = findings_before(version, self.pairs) if last_paper(version) else []
        for one in self.findings:
            if not one.is_office:
                self.fields[f"why_{one.mark}"] = forms.CharField(
                    label=_("Why “%(words)s” may stand in public") % {"words": one.words},
                    min_length=SHORTEST_WORD,
                    max_length=250,
                    error_messages={"required": _("Give a word why it may stand, or send the plan back.")},
                )
        return self

    def found(self):
        """(finding, its field or None) in the order of the text."""
        return [(one, None if one.is_office else self[f"why_{one.mark}"]) for one in self.findings]

    def points(self):
        return [self[name] for name in CHECKLIST]

    def rows(self):
        return [self["remark"]]

    def given(self):
        return {
            "checklist": {
                **{name: self.cleaned_data[name] for name in CHECKLIST},
                "contacts": {one.mark: self.cleaned_data[f"why_{one.mark}"] for one in self.findings if not one.is_office},
            },
            "remark": self.cleaned_data["remark"],
        }


class SuspendForm(MoveForm):
    order = forms.CharField(label=_("Order"), max_length=250, help_text=_("Number and date, as the order states them."))
    on = forms.DateField(label=_("Suspended on"), widget=DayInput())
    reason = TextField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Shown on the public page."))


class ResumeForm(MoveForm):
    order = forms.CharField(label=_("Order"), max_length=250, help_text=_("Number and date, as the order states them."))


class CloseForm(MoveForm):
    on = forms.DateField(label=_("Closed on"), widget=DayInput())
    reason = TextField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("For example: its period ended on 31-03-2029.")
    )


class NotificationForm(MoveForm):
    number = forms.CharField(label=_("Number of the notification"), max_length=120)
    on = forms.DateField(label=_("Date of the notification"), widget=DayInput())
    document = DocumentFileField(label=_("The notification"), required=False, help_text=_("A scan or PDF, if you have it."))


class PastAdoptionForm(MoveForm):
    adopted_on = forms.DateField(label=_("Adopted on"), widget=DayInput())
    body = forms.CharField(label=_("Adopted by"), max_length=250, help_text=_("The committee as the paper names it."))
    reference = forms.CharField(label=_("Number of the minutes or order"), max_length=120, required=False)
    scan = DocumentFileField(label=_("Scan of the paper"), help_text=_("Minutes or order that adopt this text."))
    remark = _remark()


class PublishErratumForm(PasswordAgainForm, MoveFields):
    """The password again."""

    remark = _remark()

    def rows(self):
        return [self["remark"]]

    def given(self):
        return {"remark": self.cleaned_data["remark"]}


class StartErratumForm(MoveForm):
    """Nothing is asked."""


class CorrectionForm(MoveForm):
    """The new words of one place, and why. The place is named by the address, never by a field."""

    new = TextField(
        label=_("As it should read"),
        error_messages={
            "required": _("Write the words as they should read. To leave a place as adopted, take its correction off.")
        },
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        error_messages={"required": _("Say why it is corrected; readers see it beside the correction.")},
        help_text=_("Shown beside the correction, for example: the name of the office was misspelt."),
    )

    def __init__(self, request, *args, is_long=True, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.fields["new"].widget = forms.Textarea(attrs={"rows": 10 if is_long else 2})
        if "take_off" in self.data:
            self.fields["new"].required = self.fields["reason"].required = False


FORM_OF_ERRATUM = {
    "submit_erratum": RemarkForm,
    "take_back_erratum": RemarkForm,
    "withdraw_erratum": RemarkForm,
    "publish_erratum": PublishErratumForm,
}

FORM_OF_MOVE = {
    "open_consultation": OpenConsultationForm,
    "close_consultation": RemarkForm,
    "table": RemarkForm,
    "reopen": RemarkForm,
    "withdraw": WithdrawForm,
    "publish": PublishForm,
    "send_back": SendBackForm,
    "suspend": SuspendForm,
    "resume": ResumeForm,
    "close": CloseForm,
    "record_notification": NotificationForm,
    "record_past_adoption": PastAdoptionForm,
}
