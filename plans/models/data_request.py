from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.financial_years import FinancialYearField
from plans.models.fields import EnteredDecimalField, FigureState, figure_state_field
from plans.models.profile_fact import ProfileFact
from plans.models.section import Head


class DataRequest(models.Model):
    """What the office that writes a plan asks a post for: named facts of one head, by a day.

    Asked of the post, not of a person, so that it stays owed when its holder is transferred. Written in
    plans/workflow/requesting.py alone. Source: the District Magistrate's order to departments to send the data of the draft to
    the District Industries Centre (domain.md section 3.1, step 1).
    """

    version = models.ForeignKey("plans.PlanVersion", models.PROTECT, related_name="data_requests", verbose_name=_("version"))
    head = models.PositiveSmallIntegerField(_("head"), choices=Head.choices)
    post = models.ForeignKey("accounts.Post", models.PROTECT, related_name="data_requests", verbose_name=_("post that is asked"))
    due_on = models.DateField(_("asked by"), help_text=_("The last day on which the answer is in time."))
    words = models.TextField(_("what else to know"), blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by_label = models.CharField(_("asked by"), max_length=250)
    # Of the form: the second press of a double click brings the same word and asks nothing again.
    press = models.CharField(max_length=64, unique=True, editable=False)

    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by_label = models.CharField(_("withdrawn by"), max_length=250, blank=True, editable=False)

    class Meta:
        verbose_name = _("data request")
        verbose_name_plural = _("data requests")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="data_request_is_of_one_of_eleven_heads",
                condition=Q(head__gte=1, head__lte=11),
                violation_error_message=_("Choose one of the eleven heads."),
            ),
            models.CheckConstraint(
                name="data_request_says_who_asked",
                condition=~Q(asked_by_label=""),
                violation_error_message=_("A request says who asked."),
            ),
            models.CheckConstraint(
                name="data_request_withdrawal_is_whole",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by_label="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by_label=""),
                violation_error_message=_("A withdrawal has its time and its author. Give both or neither."),
            ),
        ]

    def __str__(self):
        """Costs a query where the post is not loaded."""
        return f"{self.post}, {self.due_on:%d-%m-%Y}"


class AskedFact(models.Model):
    """One fact that a request names, the answer as given, and what became of it: taken into the draft, or sent back.

    `kind` says where it belongs: a fact of the profile (`code`), a figure of a product's chapter or the baseline of a target
    (`commitment`), or words under the head. An answer can be given anew until it is taken; what was taken stands.
    """

    class Kind(models.TextChoices):
        FACT = "fact", _("Fact of the profile")
        PRODUCTION = "production", _("Production")
        EXPORTERS = "exporters", _("Exporters")
        EXPORTS = "exports", _("Exports")
        BASELINE = "baseline", _("Baseline of a target")
        WORDS = "words", _("An answer in words")

    class State(models.TextChoices):
        ASKED = "asked", _("no answer yet")
        ANSWERED = "answered", _("answered")
        TAKEN = "taken", _("taken into the plan")
        SENT_BACK = "sent_back", _("sent back")

    request = models.ForeignKey(DataRequest, models.PROTECT, related_name="facts", verbose_name=_("request"))
    position = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    label = models.CharField(_("what is asked"), max_length=300)
    code = models.CharField(_("fact"), max_length=20, choices=ProfileFact.Code.choices, blank=True)
    commitment = models.ForeignKey(
        "plans.Commitment", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("row of the plan")
    )

    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.ASKED)
    #: Counts the answers given; a page says which one it showed.
    answer_number = models.PositiveSmallIntegerField(default=0, editable=False)
    value = EnteredDecimalField(_("figure"), null=True, blank=True)
    value_state = figure_state_field(_("is the figure known?"))
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    fy = FinancialYearField(_("financial year"), blank=True, default="")
    source = models.CharField(_("source"), max_length=300, blank=True)
    words = models.TextField(_("in words"), blank=True)
    reference = models.CharField(_("letter"), max_length=200, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answered_by_label = models.CharField(_("answered by"), max_length=250, blank=True)

    settled_at = models.DateTimeField(_("taken or sent back at"), null=True)
    settled_by_label = models.CharField(_("taken or sent back by"), max_length=250, blank=True)
    sent_back_reason = models.CharField(_("why it was sent back"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("asked fact")
        verbose_name_plural = _("asked facts")
        ordering = ["request", "position"]
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="asked_fact_has_its_place_in_the_request"),
            models.CheckConstraint(
                name="asked_fact_names_what_is_asked",
                condition=~Q(label=""),
                violation_error_message=_("Name what is asked."),
            ),
            models.CheckConstraint(
                name="asked_fact_says_where_it_belongs",
                condition=Q(kind="fact", commitment__isnull=True) & ~Q(code="")
                | Q(kind__in=["production", "exporters", "exports", "baseline"], commitment__isnull=False, code="")
                | Q(kind="words", commitment__isnull=True, code=""),
                violation_error_message=_(
                    "A fact names its place in the plan: a fact of the profile, a row, or the head's text."
                ),
            ),
            models.CheckConstraint(
                name="asked_fact_answer_is_whole",
                condition=Q(state="asked", answered_at__isnull=True, answered_by_label="", answer_number=0)
                | ~Q(state="asked") & Q(answered_at__isnull=False, answer_number__gte=1) & ~Q(answered_by_label=""),
                violation_error_message=_("An answer says when it was given and by whom."),
            ),
            models.CheckConstraint(
                name="asked_fact_has_figure_exactly_when_given",
                condition=Q(value_state=FigureState.VALUE, value__isnull=False)
                | Q(value__isnull=True) & ~Q(value_state=FigureState.VALUE),
                violation_error_message=_("Give the figure, or say that it is not recorded, not applicable or withheld."),
            ),
            models.CheckConstraint(
                name="asked_fact_figure_has_source_and_date",
                condition=~Q(value_state=FigureState.VALUE) | ~Q(source="") & (Q(as_of__isnull=False) | ~Q(fy="")),
                violation_error_message=_("A figure needs its source, and the day or financial year it is of."),
            ),
            models.CheckConstraint(
                name="asked_fact_settling_is_whole",
                condition=Q(state__in=["asked", "answered"], settled_at__isnull=True, settled_by_label="", sent_back_reason="")
                | Q(state="taken", settled_at__isnull=False, sent_back_reason="") & ~Q(settled_by_label="")
                | Q(state="sent_back", settled_at__isnull=False) & ~Q(settled_by_label="") & ~Q(sent_back_reason=""),
                violation_error_message=_("What was taken or sent back says when and by whom; what was sent back also why."),
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def is_words(self):
        """Whether the answer is words, not a figure."""
        return self.kind == self.Kind.WORDS

    @property
    def is_owed(self):
        """Whether the post still owes an answer: it gave none, or its answer was sent back."""
        return self.state in (self.State.ASKED, self.State.SENT_BACK)
