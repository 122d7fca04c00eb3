from datetime import date

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .marked import Marked


class FigureShape(serializers.Serializer):
    """A number as it stands in the frozen text, or why there is none."""

    state = serializers.CharField(help_text="value, missing, not_applicable or withheld")
    value = serializers.CharField(allow_null=True, help_text="decimal, with the scale as entered")


class TargetShape(serializers.Serializer):
    uid = serializers.CharField(help_text="identity for life, through every version")
    metric = serializers.CharField(source="metric_name")
    metric_code = serializers.CharField(source="metric.code")
    product = serializers.CharField(allow_null=True, help_text="slug, or null for the whole district")
    kind = serializers.CharField()
    unit = serializers.CharField()
    baseline = FigureShape()
    baseline_fy = serializers.CharField(allow_null=True)
    target = FigureShape()
    target_fy = serializers.CharField(allow_null=True)
    horizon = serializers.CharField(allow_null=True)


class AdoptedShape(serializers.Serializer):
    """The decision; for an adoption before this portal there is no resolution, and `rule` says so."""

    resolution = serializers.CharField(allow_null=True, help_text="number")
    url = serializers.CharField(allow_null=True)
    on = serializers.DateField()
    annulled_on = serializers.DateField(allow_null=True, help_text="the day from which the resolution has no effect any more")
    rule = serializers.CharField(help_text="the rule and its numbers, in words")


class NotifiedShape(serializers.Serializer):
    number = serializers.CharField()
    on = serializers.DateField()


class CorrectionShape(serializers.Serializer):
    """One corrected place of x.1 and later: words only, never a number; the text of x.0 stays as adopted."""

    path = serializers.CharField(help_text="where in the adopted text, by identity and field")
    old = serializers.CharField()
    new = serializers.CharField()
    reason = serializers.CharField()


class ScoreShape(serializers.Serializer):
    """How the text stood against the checks when it was frozen for its committee; never computed again."""

    heads_filled = serializers.IntegerField(help_text="of `heads`")
    heads = serializers.IntegerField()
    checks = serializers.IntegerField(help_text="how many there were; /plans/rules/ lists them")
    passed = serializers.IntegerField(help_text="of `checks`")
    errors = serializers.IntegerField(help_text="the waived ones included")
    warnings = serializers.IntegerField()
    waived = serializers.IntegerField(help_text="errors covered by `waivers`")
    percent = serializers.IntegerField(help_text="of checks passed; one with warnings alone counts half")


class WaiverShape(serializers.Serializer):
    """A check that was allowed to fail in this text, as kept with its tabling."""

    check_number = serializers.IntegerField(source="check", help_text="/plans/rules/#rule-<number>")
    title = serializers.CharField(help_text="of the check; empty where no check has this number any more")
    about = serializers.CharField(help_text="the one row it is for, as it was called; empty for the whole plan")
    reason = serializers.CharField()
    granted_by = serializers.CharField(help_text="name and post")
    granted_on = serializers.DateField()
    until = serializers.DateField(help_text="the last day on which it held")


class PublishedShape(Marked):
    """What a published version of a plan or of a strategy has."""

    place = serializers.CharField()
    number = serializers.CharField(help_text="major.minor")
    state = serializers.CharField(help_text="published, superseded, suspended or closed")
    title = serializers.CharField()
    period = serializers.DictField(child=serializers.CharField(allow_null=True))
    sha256 = serializers.CharField(help_text="of the bytes at json_url: of x.1 and later, of the list of corrections")
    adopted_sha256 = serializers.CharField(help_text="of the text the committee decided; the same for x.0")
    corrections = CorrectionShape(many=True, help_text="of the wording since the adoption; empty for x.0")
    url = serializers.CharField()
    json_url = serializers.CharField()
    pdf_url = serializers.CharField(help_text="PDF/UA-1; with /hi in front the labels are Hindi")
    tables_url = serializers.CharField(help_text="ZIP: the lists as CSV in a Frictionless Data Package, with the text itself")
    adopted = AdoptedShape()
    notified = NotifiedShape(allow_null=True)
    published_on = serializers.DateField()
    modified_at = serializers.DateTimeField(help_text="of its last move or of its notification")
    score = ScoreShape(allow_null=True, help_text="null where none was kept")
    waivers = WaiverShape(many=True)
    targets = TargetShape(many=True)


class PlanShape(PublishedShape):
    """A published version of a district's plan."""

    district = serializers.IntegerField(help_text="LGD code")


class StrategyShape(PublishedShape):
    """A published version of a State's export strategy; its fields are those of a plan, with the State for the district."""

    state_lgd_code = serializers.IntegerField()


class CommitteeShape(Marked):
    slug = serializers.CharField()
    kind = serializers.CharField(help_text="depc or sepc")
    name = serializers.CharField()
    name_hi = serializers.CharField()
    place = serializers.CharField(source="place.name")
    place_code = serializers.CharField(source="place.code", help_text="LGD code of the district, code of the State")
    order_number = serializers.CharField()
    order_date = serializers.DateField()
    in_force_from = serializers.DateField(source="valid_from")
    in_force_to = serializers.DateField(source="valid_to", allow_null=True)
    took_the_place_of = serializers.SlugField(
        source="supersedes.slug", default=None, allow_null=True, help_text="the committee it superseded"
    )
    succeeded_by = serializers.SerializerMethodField(help_text="the committee that took its place, by a later order")
    last_met_on = serializers.DateField(source="met_on", allow_null=True)
    resolutions = serializers.IntegerField(source="resolution_count")
    modified_at = serializers.DateTimeField(help_text="of its order, a meeting closed, a resolution signed")
    url = serializers.SerializerMethodField()

    def get_url(self, committee) -> str:
        return f"/committees/{committee.slug}/"

    def get_succeeded_by(self, committee) -> str | None:
        successor = getattr(committee, "successor", None)
        return successor.slug if successor else None


class MinutesEntryShape(serializers.Serializer):
    entry = serializers.IntegerField(source="ordinal", help_text="0: the minutes; 1, 2 ...: later amendments")
    state = serializers.CharField(help_text="circulated or confirmed; a draft is not listed")
    circulated_at = serializers.DateTimeField()
    confirmed_on = serializers.DateField(allow_null=True)
    resolution = serializers.CharField(source="resolution.number", allow_null=True, default=None)
    sha256 = serializers.CharField(source="paper_id")


class SittingShape(serializers.Serializer):
    committee = serializers.CharField(source="committee.slug")
    name = serializers.CharField(source="committee.name")
    minutes = MinutesEntryShape(many=True, source="entries")


class ActionAnswerShape(serializers.Serializer):
    on = serializers.DateField()
    kind = serializers.CharField(help_text="answered, done or dropped")
    text = serializers.CharField()
    text_hi = serializers.CharField()


class ActionPointShape(serializers.Serializer):
    """What it is about stands only where the item was not in camera."""

    committee = serializers.CharField(source="point.sitting.committee.slug")
    number = serializers.IntegerField(source="point.number")
    item = serializers.IntegerField(source="point.item.order", allow_null=True, default=None)
    in_camera = serializers.BooleanField(source="is_hidden")
    text = serializers.SerializerMethodField()
    text_hi = serializers.SerializerMethodField()
    owner = serializers.SerializerMethodField()
    due = serializers.SerializerMethodField()
    state = serializers.CharField(help_text="open, done or dropped")
    closed_on = serializers.DateField(source="point.closed_on", allow_null=True)
    unanswered_days = serializers.IntegerField()
    overdue_days = serializers.SerializerMethodField()
    answers = ActionAnswerShape(many=True)

    def get_text(self, row) -> str | None:
        return None if row.is_hidden else row.point.text

    def get_text_hi(self, row) -> str | None:
        return None if row.is_hidden else row.point.text_hi

    def get_owner(self, row) -> str | None:
        return None if row.is_hidden else row.point.owner.title

    def get_due(self, row) -> date | None:
        return None if row.is_hidden else row.point.due

    def get_overdue_days(self, row) -> int | None:
        return None if row.is_hidden else row.overdue_days


class MeetingShape(Marked):
    id = serializers.IntegerField(source="public_id")
    held_on = serializers.DateField()
    starts_at = serializers.DateTimeField()
    mode = serializers.CharField()
    state = serializers.CharField()
    committees = SittingShape(many=True, source="sittings_afterwards")
    action_points = ActionPointShape(many=True)
    modified_at = serializers.DateTimeField(help_text="of the last thing recorded about it")
    url = serializers.CharField(source="get_absolute_url")


class AnnulledShape(serializers.Serializer):
    """The later row that takes the effect of a resolution away; the resolution itself stays as it was signed."""

    number = serializers.CharField()
    order_number = serializers.CharField()
    order_date = serializers.DateField()
    annulled_by = serializers.CharField(source="annulled_by_name")
    annulled_as = serializers.CharField(source="annulled_by_post")
    annulled_at = serializers.DateTimeField()
    row_hash = serializers.CharField()


class ResolutionShape(Marked):
    number = serializers.CharField()
    committee = serializers.CharField(source="committee.slug")
    title = serializers.CharField()
    paper_sha256 = serializers.CharField(source="paper_id", allow_null=True)
    method = serializers.CharField()
    outcome = serializers.CharField()
    decided_on = serializers.DateField()
    seats_in_force = serializers.IntegerField()
    seats_vacant = serializers.IntegerField()
    persons_present = serializers.IntegerField()
    recused = serializers.IntegerField()
    votes_for = serializers.IntegerField()
    votes_against = serializers.IntegerField()
    votes_abstain = serializers.IntegerField()
    rule = serializers.CharField(source="rule_text")
    concurrence = serializers.CharField()
    signed_by = serializers.CharField(source="signed_by_name")
    signed_as = serializers.CharField(source="signed_by_post")
    signed_at = serializers.DateTimeField()
    previous_hash = serializers.CharField()
    row_hash = serializers.CharField()
    annulled = serializers.SerializerMethodField()
    modified_at = serializers.DateTimeField(help_text="of the signature, or of the annulment")
    url = serializers.CharField(source="get_absolute_url")

    @extend_schema_field(AnnulledShape(allow_null=True))
    def get_annulled(self, resolution):
        annulment = getattr(resolution, "annulment", None)
        return AnnulledShape(annulment).data if annulment else None
