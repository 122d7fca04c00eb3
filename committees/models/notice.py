"""What members were told of a meeting, and what changed after they were told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


def days_of_notice(days, asked) -> str:
    """How long before the meeting, and what the order asks, in the language of the page."""
    before = ngettext("%(days)s day before", "%(days)s days before", days) % {"days": days}
    if asked is None:
        return gettext("%(before)s; the order names no days of notice.") % {"before": before}
    return gettext("%(before)s; the order asks %(asked)s.") % {"before": before, "asked": asked}


class MeetingNotice(models.Model):
    """One notice of one committee's part in a meeting, as it went out: to whom, with which items and papers.

    Append-only. After a new date a further one may follow; the last one counts.
    `items` is a list of {"item", "order", "title", "paper", "in_camera"}, the
    paper by its fingerprint or ""; `seats` a list of {"post", "holder"}, the
    holder "" where the seat was vacant.
    """

    meeting = models.ForeignKey("committees.Meeting", on_delete=models.PROTECT, related_name="notices", verbose_name=_("meeting"))
    committee = models.ForeignKey(
        "committees.Committee", on_delete=models.PROTECT, related_name="notices", verbose_name=_("committee")
    )
    starts_at = models.DateTimeField(_("begins at"), help_text=_("As the notice said."))
    date_number = models.PositiveSmallIntegerField(
        _("which date"), default=1, help_text=_("1 for the date first called, one more for each postponement.")
    )
    days_before = models.PositiveSmallIntegerField(_("days before the meeting"))
    days_asked = models.PositiveSmallIntegerField(
        _("days the order asks for"), null=True, blank=True, help_text=_("Empty where the order named none.")
    )
    items = models.JSONField(_("agenda"), default=list)
    seats = models.JSONField(_("seats"), default=list)
    sent_at = models.DateTimeField(_("sent at"))
    sent_by_label = models.CharField(_("sent by"), max_length=300)

    class Meta:
        verbose_name = _("notice of a meeting")
        verbose_name_plural = _("notices of meetings")
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "committee", "date_number"],
                name="notice_of_a_meeting_is_sent_once_for_each_date",
                violation_error_message=_("The notice of this meeting is sent already."),
            ),
        ]

    def __str__(self):
        return f"{self.committee}, {self.starts_at:%d-%m-%Y}"

    @property
    def timing(self) -> str:
        """ "4 days before; the order asks 7." """
        return days_of_notice(self.days_before, self.days_asked)

    @property
    def is_late(self) -> bool:
        """Whether it went out later than the order asks."""
        return self.days_asked is not None and self.days_before < self.days_asked


class ChangeKind(models.TextChoices):
    POSTPONED = "postponed", _("new date")
    CANCELLED = "cancelled", _("cancelled")


class MeetingChange(models.Model):
    """A meeting called for one date and given another, or cancelled: the old date and the reason stay public. Append-only."""

    meeting = models.ForeignKey("committees.Meeting", on_delete=models.PROTECT, related_name="changes", verbose_name=_("meeting"))
    kind = models.CharField(_("what changed"), max_length=10, choices=ChangeKind.choices)
    old_starts_at = models.DateTimeField(_("was to begin at"))
    new_starts_at = models.DateTimeField(_("begins at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=300)

    class Meta:
        verbose_name = _("change of a meeting")
        verbose_name_plural = _("changes of meetings")
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_gets_a_new_date_exactly_when_postponed",
                violation_error_message=_("A postponed meeting has a new date, a cancelled one has none."),
                condition=Q(kind=ChangeKind.POSTPONED, new_starts_at__isnull=False)
                | Q(kind=ChangeKind.CANCELLED, new_starts_at__isnull=True),
            ),
            models.CheckConstraint(
                name="change_of_a_meeting_has_a_reason",
                violation_error_message=_("Write the reason; members and the public read it."),
                condition=~Q(reason=""),
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(kind=ChangeKind.CANCELLED),
                name="meeting_is_cancelled_once",
                violation_error_message=_("This meeting is cancelled already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.reason}"


class AnswerState(models.TextChoices):
    WAITING = "waiting", _("waits for the answer")
    JOINED = "joined", _("joined")
    DECLINED = "declined", _("does not join")


class JoinInvitation(models.Model):
    """A committee asked to sit at the table of a meeting that another one called; its own convener answers."""

    meeting = models.ForeignKey(
        "committees.Meeting", on_delete=models.PROTECT, related_name="invitations", verbose_name=_("meeting")
    )
    committee = models.ForeignKey(
        "committees.Committee", on_delete=models.PROTECT, related_name="invitations", verbose_name=_("committee")
    )
    state = models.CharField(_("answer"), max_length=8, choices=AnswerState.choices, default=AnswerState.WAITING)
    invited_at = models.DateTimeField(_("invited at"))
    invited_by_label = models.CharField(_("invited by"), max_length=300)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by_label = models.CharField(_("answered by"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("invitation to a joint meeting")
        verbose_name_plural = _("invitations to joint meetings")
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "committee"],
                name="committee_is_invited_once_to_a_meeting",
                violation_error_message=_("This committee is invited to the meeting already."),
            ),
            models.CheckConstraint(
                name="answered_invitation_says_when_and_by_whom",
                violation_error_message=_("An answer has its time and whoever gave it."),
                condition=Q(state=AnswerState.WAITING, answered_at__isnull=True, answered_by_label="")
                | (~Q(state=AnswerState.WAITING) & Q(answered_at__isnull=False) & ~Q(answered_by_label="")),
            ),
        ]

    def __str__(self):
        return f"{self.committee}: {self.get_state_display()}"


class Invitee(models.Model):
    """Somebody invited to a sitting without a seat and without a vote.

    In public by the body they speak for; by name only where they consented to it.
    """

    meeting = models.ForeignKey(
        "committees.Meeting", on_delete=models.PROTECT, related_name="invitees", verbose_name=_("meeting")
    )
    committee = models.ForeignKey(
        "committees.Committee", on_delete=models.PROTECT, related_name="invitees", verbose_name=_("committee")
    )
    name = models.CharField(_("name"), max_length=160)
    body = models.CharField(_("body"), max_length=200, help_text=_("The office, firm or association they speak for; public."))
    body_hi = models.CharField(_("body in Hindi"), max_length=200, blank=True)
    invited_by = models.CharField(
        _("invited by"), max_length=200, help_text=_("For example: the chair, letter 12 of 01-08-2026.")
    )
    name_consent_on = models.DateField(
        _("agreed to be named on"), null=True, blank=True, help_text=_("Empty: the public reads the body alone.")
    )
    attended = models.BooleanField(_("attended"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=300)

    class Meta:
        verbose_name = _("special invitee")
        verbose_name_plural = _("special invitees")
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "committee", "name", "body"],
                name="invitee_stands_once_in_a_meeting",
                violation_error_message=_("This person is invited to the meeting already."),
            ),
            models.CheckConstraint(
                name="invitee_has_a_name_a_body_and_an_inviter",
                violation_error_message=_("Write the name, the body and by whom they are invited."),
                condition=~Q(name="") & ~Q(body="") & ~Q(invited_by=""),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.body}"

    @property
    def public_name(self) -> str:
        """The name where it may stand in public; else ""."""
        return self.name if self.name_consent_on else ""
