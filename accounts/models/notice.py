"""Notices owed: who is to be told of what. Written with the act, sent afterwards by the worker."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NoticeState(models.TextChoices):
    """Where a notice stands. A notice that was handed to the mail server is never handed over a second time."""

    OWED = "owed", _("to be sent")
    CLAIMED = "claimed", _("being made ready")
    HANDED = "handed", _("being handed to the mail server")
    SENT = "sent", _("sent")
    BUNDLED = "bundled", _("sent with others in one mail")
    UNSURE = "unsure", _("perhaps sent")
    NOBODY = "nobody", _("nobody could be told")
    KEPT = "kept", _("kept back: an invented address of the demonstration")
    FAILED = "failed", _("not sent")


#: The mail server took it.
TOLD = (NoticeState.SENT, NoticeState.BUNDLED)


class Notice(models.Model):
    """One post to be told of one thing: a row of the outbox, in the transaction of the act it tells of.

    The post is told, whoever holds it on the day of sending; `to_label` and `to_address` say who that was. `key` names
    the event and the post, so that the same event owes a post one notice however often it is asked for.
    """

    kind = models.CharField(_("kind"), max_length=40)
    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="notices", verbose_name=_("post"))
    place = models.ForeignKey(
        "districts.Place",
        on_delete=models.PROTECT,
        related_name="notices",
        verbose_name=_("place"),
        help_text=_("Whose convener and State officer are told where the post is vacant or has no address."),
    )
    about = models.CharField(_("about"), max_length=300)
    url = models.CharField(_("page"), max_length=300)
    data = models.JSONField(_("particulars"), default=dict, blank=True)
    owed_at = models.DateTimeField(_("owed since"))
    key = models.CharField(_("key"), max_length=250, unique=True)
    is_urgent = models.BooleanField(_("sent at once"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=NoticeState.choices, default=NoticeState.OWED)
    claim = models.UUIDField(_("claimed by"), null=True, blank=True, editable=False, db_index=True)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True, editable=False)
    try_after = models.DateTimeField(_("next try after"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    to_address = models.EmailField(_("sent to the address"), blank=True)
    to_label = models.CharField(_("who was told"), max_length=400, blank=True)
    why = models.CharField(_("why this person"), max_length=400, blank=True)
    error = models.CharField(_("what went wrong"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-owed_at", "-pk"]
        indexes = [
            models.Index(
                fields=["is_urgent", "owed_at"],
                name="notice_to_be_sent",
                condition=Q(state__in=[NoticeState.OWED, NoticeState.CLAIMED, NoticeState.HANDED]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=NoticeState.values),
                name="notice_stands_in_a_known_state",
                violation_error_message=_("A notice stands in one of the states of the list."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=TOLD, sent_at__isnull=False) & ~Q(to_address="")
                | ~Q(state__in=TOLD) & Q(sent_at__isnull=True),
                name="notice_has_a_moment_and_an_address_exactly_when_sent",
                violation_error_message=_("A notice that was sent says when and to which address; no other does."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[NoticeState.CLAIMED, NoticeState.HANDED])
                | Q(claim__isnull=False, claimed_at__isnull=False),
                name="notice_being_sent_names_its_claim",
                violation_error_message=_("A notice that is being sent names who sends it and since when."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(about="") & ~Q(key=""),
                name="notice_says_what_it_is_about",
                violation_error_message=_("A notice has a kind, a thing it is about and a key."),
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.about}"
