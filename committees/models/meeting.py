"""A meeting of one or several committees, and what stands on its agenda."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.states import ItemState, MeetingState


class MeetingMode(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    MIXED = "mixed", _("in person and online")


class Motion(models.TextChoices):
    """The question put on an item; the outcome of a vote means nothing without it."""

    ADOPT = "adopt", _("adopt the paper")
    RETURN = "return", _("return the paper with reasons")
    DEFER = "defer", _("defer the paper to a later meeting")
    RESOLVE = "resolve", _("resolve as worded")


class Meeting(models.Model):
    """One sitting at one time and place; joint where several committees sit at one table."""

    public_id = models.AutoField(_("number"), primary_key=True)
    starts_at = models.DateTimeField(_("begins at"))
    held_on = models.DateField(_("date"), help_text=_("The day in India; seats and holders are those of this day."))
    mode = models.CharField(_("mode"), max_length=10, choices=MeetingMode.choices, default=MeetingMode.IN_PERSON)
    venue = models.CharField(_("venue"), max_length=300, blank=True)
    online_link = models.CharField(
        _("link for joining online"),
        max_length=500,
        blank=True,
        help_text=_("Members read it behind the sign-in; it is never public."),
    )
    notice_sent_at = models.DateTimeField(_("notice sent at"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MeetingState.choices, default=MeetingState.CALLED, editable=False)
    committees = models.ManyToManyField(
        "committees.Committee", through="committees.Sitting", related_name="meetings", verbose_name=_("committees")
    )
    called_by_label = models.CharField(_("called by"), max_length=300)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    # What calendars compare: both move with every change a subscriber can see.
    sequence = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    revised_at = models.DateTimeField(_("revised at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-public_id"]
        constraints = [
            models.CheckConstraint(
                name="meeting_open_or_closed_has_its_opening_time",
                violation_error_message=_("An open or closed meeting has the time it was opened; one only called has none."),
                condition=Q(state__in=[MeetingState.CALLED, MeetingState.CANCELLED], opened_at__isnull=True)
                | Q(state__in=[MeetingState.OPEN, MeetingState.CLOSED], opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_has_a_closing_time_exactly_when_closed",
                violation_error_message=_("A closed meeting has the time it was closed; no other meeting has one."),
                condition=Q(state=MeetingState.CLOSED, closed_at__isnull=False)
                | (~Q(state=MeetingState.CLOSED) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="online_link_stands_only_where_somebody_may_join_online",
                violation_error_message=_(
                    "A meeting in person has no link for joining online. Choose online or both, or leave it empty."
                ),
                condition=Q(online_link="") | Q(mode__in=[MeetingMode.ONLINE, MeetingMode.MIXED]),
            ),
        ]

    def __str__(self):
        return _("Meeting of %(date)s") % {"date": self.held_on.strftime("%d-%m-%Y")}

    def get_absolute_url(self) -> str:
        return f"/meetings/{self.public_id}-{self.held_on.isoformat()}/"


class Sitting(models.Model):
    """One committee's part in a meeting: its own quorum, its own delegate."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="sittings", verbose_name=_("meeting"))
    committee = models.ForeignKey(
        "committees.Committee", on_delete=models.PROTECT, related_name="sittings", verbose_name=_("committee")
    )
    delegate = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("delegate of the chair"),
    )
    delegate_post = models.ForeignKey(
        "accounts.Post",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("post of the delegate"),
    )
    delegation_reference = models.CharField(
        _("the chair's direction"), max_length=200, blank=True, help_text=_("Number and date of the letter or order.")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "committee"], name="committee_sits_once_in_a_meeting"),
            models.CheckConstraint(
                name="delegate_of_the_chair_has_a_written_direction",
                condition=Q(delegate__isnull=True, delegate_post__isnull=True, delegation_reference="")
                | (Q(delegate__isnull=False, delegate_post__isnull=False) & ~Q(delegation_reference="")),
                violation_error_message=_("Give the number and date of the chair's direction for the delegate."),
            ),
        ]

    def __str__(self):
        return f"{self.committee}, {self.meeting.held_on:%d-%m-%Y}"


class AgendaItem(models.Model):
    """One point of one committee's agenda; points at a paper without knowing what it is.

    A paper circulated outside a meeting is an item too: it has a Circulation
    and no meeting (`by_circulation`).
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("meeting")
    )
    by_circulation = models.BooleanField(_("by circulation"), default=False, editable=False)
    committee = models.ForeignKey(
        "committees.Committee", on_delete=models.PROTECT, related_name="items", verbose_name=_("committee")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=300)
    title_hi = models.CharField(_("title in Hindi"), max_length=300, blank=True)
    paper = models.ForeignKey(
        "committees.Paper",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("paper"),
    )
    in_camera = models.BooleanField(_("in camera"), default=False, help_text=_("Only the title is public, the content nowhere."))
    matter = models.CharField(
        _("matter"),
        max_length=80,
        blank=True,
        editable=False,
        help_text=_("What the agenda itself proposed, by its own name: minutes/12, actions/12."),
    )
    motion = models.CharField(_("question put"), max_length=10, choices=Motion.choices, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ItemState.choices, default=ItemState.LISTED, editable=False)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="agenda_order_is_given_once_in_a_meeting"),
            models.UniqueConstraint(
                fields=["meeting", "committee", "paper"],
                name="paper_stands_once_on_a_committees_agenda",
                violation_error_message=_("This paper stands on this committee's agenda already."),
                condition=Q(paper__isnull=False) & ~Q(state=ItemState.TAKEN_OFF),
            ),
            models.UniqueConstraint(
                fields=["meeting", "committee", "matter"],
                name="matter_stands_once_on_a_committees_agenda",
                violation_error_message=_("This matter stands on this committee's agenda already."),
                condition=~Q(matter="") & ~Q(state=ItemState.TAKEN_OFF),
            ),
            models.CheckConstraint(
                name="agenda_item_has_a_question_once_opened",
                violation_error_message=_("An item is opened on a question. Say what is asked of the committee."),
                condition=Q(state__in=[ItemState.LISTED, ItemState.LAPSED, ItemState.TAKEN_OFF]) | ~Q(motion=""),
            ),
            models.CheckConstraint(
                name="agenda_item_has_a_meeting_unless_circulated",
                violation_error_message=_("An item stands on the agenda of a meeting or is circulated, never both."),
                condition=Q(by_circulation=False, meeting__isnull=False) | Q(by_circulation=True, meeting__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["committee", "paper"],
                name="paper_circulates_once_at_a_time",
                violation_error_message=_("This paper is in circulation already. Wait for its end, or end it."),
                condition=Q(by_circulation=True, state__in=[ItemState.OPEN, ItemState.DRAWN_UP]),
            ),
            models.CheckConstraint(
                name="adopting_returning_and_deferring_need_a_paper",
                violation_error_message=_("To adopt, return or defer something there must be a paper. Name it on the item."),
                condition=Q(motion__in=["", Motion.RESOLVE]) | Q(paper__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title if self.by_circulation else f"{self.order}. {self.title}"

    @property
    def key(self) -> str:
        """What it has in common with what waited for the agenda (pending.Pending.key); "" for an item in words."""
        return self.matter or self.paper_id or ""
