"""How the seats of a committee differ from the list its order follows, each with the order that made it so."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from committees.models.seat import Role, SeatType


class Change(models.TextChoices):
    LEFT_OUT = "left_out", _("left out by the constituting order")
    ADDED = "added", _("added")
    DROPPED = "dropped", _("dropped")
    CHANGED = "changed", _("changed")


class SeatChange(models.Model):
    """One difference, kept for ever with number and date of its order. Append-only.

    `on` is the first day it holds. Titles are kept as they were: the post may be
    renamed, the order is not. `seat` is empty where a seat of the list was left out.
    """

    committee = models.ForeignKey(
        "committees.Committee", on_delete=models.PROTECT, related_name="seat_changes", verbose_name=_("committee")
    )
    kind = models.CharField(_("what changed"), max_length=10, choices=Change.choices)
    seat_type = models.ForeignKey(SeatType, on_delete=models.PROTECT, related_name="+", verbose_name=_("type of seat"))
    seat = models.ForeignKey(
        "committees.Seat", on_delete=models.PROTECT, null=True, blank=True, related_name="changes", verbose_name=_("seat")
    )
    title = models.CharField(_("post"), max_length=200)
    title_hi = models.CharField(_("post in Hindi"), max_length=200, blank=True)
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)
    on = models.DateField(_("from"))
    order_number = models.CharField(_("number of the order"), max_length=120)
    order_date = models.DateField(_("date of the order"))
    order_document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the order as a file"),
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=300)

    class Meta:
        verbose_name = _("change of a seat")
        verbose_name_plural = _("changes of seats")
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.title}: {self.get_kind_display()}"

    @property
    def words(self):
        """What a changed seat was and is: "role: member, now co-chair"; "" where nothing else is to say."""
        if self.kind != Change.CHANGED:
            return ""
        said = []
        for name, label in (("role", _("role")), ("votes", _("vote")), ("subject", _("for"))):
            if name in self.after and self.before.get(name) != self.after[name]:
                said.append(
                    _("%(what)s: %(before)s, now %(after)s")
                    % {"what": label, "before": _told(name, self.before.get(name)), "after": _told(name, self.after[name])}
                )
        return "; ".join(said)


def _told(name, value):
    if name == "role":
        return Role(value).label
    if name == "votes":
        return _("yes") if value else _("no")
    return value or _("none")
