from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.section import Head

LONGEST = 4000


class PublicComment(models.Model):
    """What a member of the public wrote about a text open for comment, how it was moderated, and the office's reply.

    The words are the writer's and stand as sent. Shown only once an officer let it through; name and body only where the
    writer agreed. From the tabling on the register of comments is as frozen as the text.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be read")
        SHOWN = "shown", _("shown")
        HIDDEN = "hidden", _("not shown")

    version = models.ForeignKey("plans.PlanVersion", models.PROTECT, related_name="public_comments", verbose_name=_("version"))
    head = models.PositiveSmallIntegerField(_("about the head"), choices=Head.choices, null=True)
    text = models.TextField(_("comment"), max_length=LONGEST)
    name = models.CharField(_("name"), max_length=120, blank=True)
    body = models.CharField(_("for whom"), max_length=160, blank=True)
    may_be_named = models.BooleanField(_("the name may be shown"), default=False)
    at = models.DateTimeField(_("at"))
    press = models.CharField(max_length=64, unique=True, editable=False)

    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    moderated_at = models.DateTimeField(_("moderated at"), null=True)
    moderated_by_label = models.CharField(_("moderated by"), max_length=250, blank=True)
    hidden_reason = models.CharField(_("why it is not shown"), max_length=300, blank=True)
    reply = models.TextField(_("reply"), blank=True)
    replied_at = models.DateTimeField(_("replied at"), null=True)
    replied_by_label = models.CharField(_("replied by"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("public comment")
        verbose_name_plural = _("public comments")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="public_comment_has_words",
                condition=~Q(text=""),
                violation_error_message=_("Write your comment, then send it."),
            ),
            models.CheckConstraint(
                name="public_comment_is_about_one_of_eleven_heads_or_the_whole",
                condition=Q(head__isnull=True) | Q(head__gte=1, head__lte=11),
                violation_error_message=_("Choose one of the eleven heads, or the whole plan."),
            ),
            models.CheckConstraint(
                name="public_comment_moderation_is_whole",
                condition=Q(state="waiting", moderated_at__isnull=True, moderated_by_label="")
                | Q(state__in=["shown", "hidden"], moderated_at__isnull=False) & ~Q(moderated_by_label=""),
                violation_error_message=_("A comment that was read says when and by whom; one that waits says neither."),
            ),
            models.CheckConstraint(
                name="public_comment_not_shown_has_a_reason",
                condition=Q(state="hidden") & ~Q(hidden_reason="") | ~Q(state="hidden") & Q(hidden_reason=""),
                violation_error_message=_("Say why the comment is not shown; the public register tells it."),
            ),
            models.CheckConstraint(
                name="public_comment_reply_is_whole",
                condition=Q(reply="", replied_at__isnull=True, replied_by_label="")
                | Q(state="shown", replied_at__isnull=False) & ~Q(reply="") & ~Q(replied_by_label=""),
                violation_error_message=_(
                    "A reply has its words, its time and its author, and stands at a comment that is shown."
                ),
            ),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def signature(self):
        """Who wrote it, as the public may know it; "" where the writer did not agree to be named."""
        return ", ".join(part for part in (self.name, self.body) if part) if self.may_be_named else ""
