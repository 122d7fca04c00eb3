"""What a committee decided, with the numbers of that day, one chain per committee."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.meeting import Motion
from committees.states import ResolutionState
from common.financial_years import FinancialYearField


class Method(models.TextChoices):
    CONSENSUS = "consensus", _("consensus")
    SHOW_OF_HANDS = "show_of_hands", _("show of hands")
    RECORDED = "recorded", _("recorded vote")
    CIRCULATION = "circulation", _("by circulation")


#: What a sitting can use; a circulated paper is decided by the signatures on it alone.
METHODS_OF_A_SITTING = (Method.CONSENSUS, Method.SHOW_OF_HANDS, Method.RECORDED)


class Outcome(models.TextChoices):
    CARRIED = "carried", _("carried")
    LOST = "lost", _("lost")
    RETURNED = "returned", _("returned with reasons")
    DEFERRED = "deferred", _("deferred")
    TIED = "tied", _("tied, no decision")
    LAPSED = "lapsed", _("lapsed")


class Stand(models.TextChoices):
    """What the co-chair says to a decision: recorded, never a veto."""

    CONCURS = "concurs", _("concurs")
    RESERVES = "reserves", _("reserves")
    ABSENT = "absent", _("absent")
    SILENT = "silent", _("present, said nothing before the signature")


class Resolution(models.Model):
    """One decision. Drawn up by the convener, signed by the chair, then frozen by guard.

    Before the signature it has no number and no hash, and may be sent back;
    with the signature the numbers of the day, its place in the committee's
    chain and its hash are written, once.
    """

    item = models.ForeignKey(
        "committees.AgendaItem", on_delete=models.PROTECT, related_name="resolutions", verbose_name=_("agenda item")
    )
    committee = models.ForeignKey(
        "committees.Committee", on_delete=models.PROTECT, related_name="resolutions", verbose_name=_("committee")
    )
    paper = models.ForeignKey(
        "committees.Paper",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=_("paper"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ResolutionState.choices, default=ResolutionState.DRAWN_UP, editable=False
    )
    title = models.CharField(_("title"), max_length=300)
    title_hi = models.CharField(_("title in Hindi"), max_length=300, blank=True)
    text = models.TextField(_("text"))
    text_hi = models.TextField(_("text in Hindi"), blank=True)
    motion = models.CharField(_("question put"), max_length=10, choices=Motion.choices)
    method = models.CharField(_("method"), max_length=14, choices=Method.choices)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    reasons = models.JSONField(_("reasons"), default=list, blank=True, help_text=_("Place in the text, and what is to change."))

    seats_in_force = models.PositiveSmallIntegerField(_("voting seats in force"))
    seats_vacant = models.PositiveSmallIntegerField(_("of these vacant"))
    seats_present = models.PositiveSmallIntegerField(_("voting seats present"))
    persons_present = models.PositiveSmallIntegerField(_("persons present with a vote"))
    recused = models.PositiveSmallIntegerField(_("seats that stepped aside"))
    votes_for = models.PositiveSmallIntegerField(_("for"))
    votes_against = models.PositiveSmallIntegerField(_("against"))
    votes_abstain = models.PositiveSmallIntegerField(_("abstained"))
    votes_for_without_authors = models.PositiveSmallIntegerField(_("for, without authors"))
    votes_against_without_authors = models.PositiveSmallIntegerField(_("against, without authors"))
    votes_abstain_without_authors = models.PositiveSmallIntegerField(_("abstained, without authors"))
    quorum_required = models.PositiveSmallIntegerField(_("persons required"))
    quorum_met = models.BooleanField(_("enough were present"))
    rule_text = models.TextField(_("rule in words"))
    rule_text_hi = models.TextField(_("rule in Hindi"), blank=True)
    rule_numbers = models.JSONField(_("rule in numbers"))

    concurrence = models.CharField(_("co-chair"), max_length=10, choices=Stand.choices, blank=True)
    concurrence_remark = models.TextField(_("remark of the co-chair"), blank=True)
    concurrence_by_label = models.CharField(_("recorded by"), max_length=300, blank=True)
    concurrence_at = models.DateTimeField(_("recorded at"), null=True, blank=True)

    drawn_up_at = models.DateTimeField(_("drawn up at"))
    drawn_up_by_label = models.CharField(_("drawn up by"), max_length=300)
    set_aside_remark = models.TextField(_("why it was sent back"), blank=True)

    decided_on = models.DateField(
        _("decided on"), help_text=_("The day of the sitting; by circulation the day of the last needed signature.")
    )
    number = models.CharField(_("number"), max_length=160, unique=True, null=True, blank=True)
    financial_year = FinancialYearField(_("financial year"), null=True, blank=True)
    ordinal = models.PositiveIntegerField(_("number in the year"), null=True, blank=True)
    chain_position = models.PositiveIntegerField(_("place in the committee's chain"), null=True, blank=True)
    signed_by_name = models.CharField(_("signed by"), max_length=200, blank=True)
    signed_by_post = models.CharField(_("as"), max_length=300, blank=True)
    # Who held the pen, for "a publisher did not sign"; the public page shows the two labels above.
    signed_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    previous_hash = models.CharField(_("hash of the row before"), max_length=64, blank=True)
    # Exactly the canonical JSON that row_hash is the SHA-256 of: what the register exports, never written again.
    row = models.TextField(_("row of the register"), blank=True)
    row_hash = models.CharField(_("hash of this row"), max_length=64, null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=~Q(state=ResolutionState.SET_ASIDE),
                name="agenda_item_has_one_living_resolution",
                violation_error_message=_("A resolution on this item is drawn up already. Set it aside to draw up another."),
            ),
            models.UniqueConstraint(
                fields=["committee", "financial_year", "ordinal"], name="resolution_number_is_given_once_in_a_year"
            ),
            models.UniqueConstraint(fields=["committee", "chain_position"], name="resolution_has_its_own_place_in_the_chain"),
            models.CheckConstraint(
                name="resolution_is_signed_with_all_its_marks_or_not_at_all",
                violation_error_message=_(
                    "A signed resolution has its number, signatory, time and hash; one not signed has none of them."
                ),
                condition=(
                    Q(
                        state=ResolutionState.SIGNED,
                        number__isnull=False,
                        financial_year__isnull=False,
                        ordinal__isnull=False,
                        chain_position__isnull=False,
                        signed_at__isnull=False,
                        signed_by__isnull=False,
                        row_hash__isnull=False,
                    )
                    & ~Q(signed_by_name="")
                    & ~Q(signed_by_post="")
                    & ~Q(concurrence="")
                    & ~Q(row="")
                )
                | (
                    ~Q(state=ResolutionState.SIGNED)
                    & Q(
                        number__isnull=True,
                        financial_year__isnull=True,
                        ordinal__isnull=True,
                        chain_position__isnull=True,
                        signed_at__isnull=True,
                        signed_by__isnull=True,
                        row_hash__isnull=True,
                        signed_by_name="",
                        signed_by_post="",
                        previous_hash="",
                        row="",
                    )
                ),
            ),
            models.CheckConstraint(
                name="resolutions_are_counted_from_one",
                violation_error_message=_("Resolutions are counted from one, in their year and in their chain."),
                condition=Q(ordinal__isnull=True, chain_position__isnull=True) | Q(ordinal__gte=1, chain_position__gte=1),
            ),
            models.CheckConstraint(
                name="first_resolution_of_a_chain_has_no_row_before_it",
                violation_error_message=_("Every resolution but a committee's first names the hash of the one before it."),
                condition=Q(chain_position__isnull=True)
                | Q(chain_position=1, previous_hash="")
                | (Q(chain_position__gt=1) & ~Q(previous_hash="")),
            ),
            models.CheckConstraint(
                name="resolution_stands_on_the_presence_its_rule_asks",
                condition=Q(quorum_met=True, persons_present__gte=models.F("quorum_required")),
                violation_error_message=_("Not enough members were present for a decision."),
            ),
            models.CheckConstraint(
                name="carried_resolution_has_more_votes_for_than_against",
                violation_error_message=_("A resolution with more votes against it than for it is not carried."),
                condition=~Q(outcome=Outcome.CARRIED) | Q(method=Method.CONSENSUS) | Q(votes_for__gte=models.F("votes_against")),
            ),
        ]

    def __str__(self):
        return self.number or self.title

    def get_absolute_url(self) -> str:
        """Address of a signed resolution; an unsigned one has no public page and raises ValueError."""
        if not self.number:
            raise ValueError("An unsigned resolution has no address.")
        return f"/resolutions/{self.number}/"

    @property
    def taken_on_paper(self):
        """The PaperDecision by which this was decided on paper, or None. One query."""
        return self.item.paper_decisions.select_related("scan").order_by("-pk").first()

    @property
    def is_signed(self) -> bool:
        return self.state == ResolutionState.SIGNED


class SeatedAs(models.TextChoices):
    """How a seat stood at the moment of a decision."""

    PRESENT = "present", _("present")
    NOMINEE = "nominee", _("present by nominee")
    ABSENT = "absent", _("absent")
    VACANT = "vacant", _("vacant")
    RECUSED = "recused", _("stepped aside")
    SIGNED = "signed", _("signed")
    UNSIGNED = "unsigned", _("did not sign")


class SeatOfTheDay(models.Model):
    """One seat as it stood when a resolution was signed: names written out, so nothing later changes it.

    Append-only by guard. `choice` is kept for recorded votes and shown only
    where the committee's order makes votes public.
    """

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="seats_of_the_day", verbose_name=_("resolution")
    )
    seat = models.ForeignKey("committees.Seat", on_delete=models.PROTECT, related_name="+", verbose_name=_("seat"))
    position = models.PositiveSmallIntegerField(_("order at the table"))
    role = models.CharField(_("role"), max_length=12)
    votes = models.BooleanField(_("has a vote"))
    post_title = models.CharField(_("post"), max_length=300)
    post_title_hi = models.CharField(_("post in Hindi"), max_length=300, blank=True)
    holder_name = models.CharField(_("holder"), max_length=200, blank=True)
    holder_name_hi = models.CharField(_("holder in Hindi"), max_length=200, blank=True)
    holder_is_named = models.BooleanField(_("the holder is named in public"))
    seated_as = models.CharField(_("presence"), max_length=8, choices=SeatedAs.choices)
    mode = models.CharField(_("mode"), max_length=10, blank=True)
    is_author = models.BooleanField(_("wrote the text"))
    choice = models.CharField(_("vote"), max_length=8, blank=True)

    class Meta:
        verbose_name = _("seat on the day")
        verbose_name_plural = _("seats on the day")
        ordering = ["resolution", "position"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "seat"], name="seat_stands_once_in_a_resolution"),
        ]

    def __str__(self):
        return f"{self.position}. {self.post_title}"
