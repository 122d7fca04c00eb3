"""Who sat in which seat, from which item to which, and who stepped aside."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Presence(models.TextChoices):
    PRESENT = "present", _("present")
    ABSENT = "absent", _("absent")


class PresenceMode(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")


class Attendance(models.Model):
    """One person in one seat of one committee at one meeting.

    A person with two seats has two rows and is counted once. Somebody leaving
    before item 5 has `to_item` 4, which leaves items 1 to 4 standing; coming
    back is a further row.
    """

    meeting = models.ForeignKey(
        "committees.Meeting", on_delete=models.PROTECT, related_name="attendances", verbose_name=_("meeting")
    )
    committee = models.ForeignKey(
        "committees.Committee", on_delete=models.PROTECT, related_name="attendances", verbose_name=_("committee")
    )
    seat = models.ForeignKey("committees.Seat", on_delete=models.PROTECT, related_name="attendances", verbose_name=_("seat"))
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="attendances", verbose_name=_("person"))
    presence = models.CharField(_("presence"), max_length=8, choices=Presence.choices, default=Presence.PRESENT)
    mode = models.CharField(_("mode"), max_length=10, choices=PresenceMode.choices, blank=True)
    nominee_of = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nominee of"),
    )
    nomination = models.CharField(
        _("nomination"), max_length=200, blank=True, help_text=_("Number and date of the letter naming the nominee.")
    )
    nomination_date = models.DateField(_("date of the nomination"), null=True, blank=True)
    from_item = models.PositiveSmallIntegerField(_("from item"), null=True, blank=True)
    to_item = models.PositiveSmallIntegerField(_("to item"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=300)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["meeting", "seat__position", "from_item"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=Q(from_item__isnull=True),
                name="seat_is_taken_once_from_the_beginning_of_a_meeting",
                violation_error_message=_(
                    "Somebody is recorded in this seat from the beginning of the meeting already. Change that entry."
                ),
            ),
            models.UniqueConstraint(
                fields=["meeting", "seat", "from_item"],
                condition=Q(from_item__isnull=False),
                name="seat_is_taken_once_from_the_same_item",
                violation_error_message=_("Somebody is recorded in this seat from this item on already. Change that entry."),
            ),
            models.CheckConstraint(
                name="attendance_ends_no_earlier_than_it_begins",
                condition=Q(from_item__isnull=True) | Q(to_item__isnull=True) | Q(to_item__gte=models.F("from_item")),
                violation_error_message=_("The last item attended stands before the first one."),
            ),
            models.CheckConstraint(
                name="attendance_has_a_mode_exactly_when_present",
                condition=(Q(presence=Presence.PRESENT) & ~Q(mode="")) | Q(presence=Presence.ABSENT, mode=""),
                violation_error_message=_("Say for each person present whether in person or online."),
            ),
            models.CheckConstraint(
                name="nominee_has_a_dated_nomination",
                condition=Q(nominee_of__isnull=True) | ~Q(nomination=""),
                violation_error_message=_("Give the number and date of the letter naming the nominee."),
            ),
            models.CheckConstraint(
                name="date_of_a_nomination_stands_with_its_number",
                condition=Q(nomination_date__isnull=True) | ~Q(nomination=""),
                violation_error_message=_("Give the number of the letter besides its date."),
            ),
            models.CheckConstraint(
                name="nobody_is_their_own_nominee",
                violation_error_message=_("A nominee stands in for somebody else. Name the member who sent the nominee."),
                condition=Q(nominee_of__isnull=True) | ~Q(nominee_of=models.F("person")),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.seat}"


class Recusal(models.Model):
    """A person present who stepped aside for one item; leaves the base for that item only."""

    item = models.ForeignKey(
        "committees.AgendaItem", on_delete=models.PROTECT, related_name="recusals", verbose_name=_("agenda item")
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    reason = models.CharField(_("reason"), max_length=300)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=300)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="person_steps_aside_once_for_an_item"),
            models.CheckConstraint(
                name="recusal_has_a_reason",
                violation_error_message=_("Who steps aside says why. Write the reason."),
                condition=~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.item}"
