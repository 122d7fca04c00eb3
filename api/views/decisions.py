from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema

from api.serializers.decisions import CommitteeShape, MeetingShape, PlanShape, ResolutionShape, StrategyShape
from api.views.reading import MODIFIED_SINCE, Detail, Listing, changed_since, whole_number
from committees.actions import points_of_meetings
from committees.changed import with_modified_at
from committees.minutes_reading import public_entries
from committees.papers import content_of
from committees.queries import committees_on, public_meetings, signed_resolutions
from common.clock import day_in_india, today
from plans.addresses import version_address
from plans.kept import kept_with
from plans.models import Plan, PlanVersion, Tabling
from plans.papers import read_paper
from plans.queries import corrected_view, readable_versions, texts_in_force
from plans.queries import with_modified_at as modified

from .places import state_named

_STATE = OpenApiParameter("state", str, description="slug, LGD code or ISO code")


def shape_of(version):
    """A published version as PlanShape or StrategyShape shows it; figures from the stored bytes, never from rows."""
    decided, erratum = version.decided, None
    tabling = decided.tablings_newest_first[0]
    paper = read_paper(content_of(tabling.paper))
    if version.is_erratum:
        paper, erratum = corrected_view(version, paper)
    place = version.plan.place
    is_district = version.plan.kind == Plan.Kind.DEAP
    whose = {"district": place.as_district.lgd_code} if is_district else {"state_lgd_code": place.as_state.lgd_code}
    address = version_address(version).removesuffix("/")
    resolution, kept = decided.resolution, kept_with(tabling)
    return {
        **whose,
        "place": place.name,
        "number": version.number,
        "state": str(version.state),
        "title": paper.title,
        "period": dict(zip(("from", "to"), paper.period, strict=True)),
        "sha256": version.errata_paper_id or paper.sha256,
        "adopted_sha256": paper.sha256,
        "corrections": erratum["corrections"] if erratum else [],
        "url": f"{address}/",
        "json_url": f"{address}.json",
        "pdf_url": f"{address}.pdf",
        "tables_url": f"{address}.zip",
        "adopted": {
            "resolution": resolution.number if resolution else None,
            "url": resolution.get_absolute_url() if resolution else None,
            "on": decided.adopted_on,
            "annulled_on": _annulled_on(resolution),
            "rule": resolution.rule_text if resolution else _("Adopted on paper before this portal; recorded here later."),
        },
        "notified": {"number": decided.notified_number, "on": decided.notified_on} if decided.notified_on else None,
        "published_on": version.published_on,
        "modified_at": version.modified_at,
        "score": kept.score if kept.is_there else None,
        "waivers": kept.waivers,
        "targets": [_target(row) for row in paper.targets],
    }


def _annulled_on(resolution):
    annulment = getattr(resolution, "annulment", None)
    return day_in_india(annulment.annulled_at) if annulment else None


def _target(row):
    return {
        "uid": row.uid,
        "metric_name": row.metric_name,
        "metric": row.metric,
        "product": (row.product or {}).get("code"),
        "kind": row.kind["code"],
        "unit": row.unit["code"],
        "baseline": {"state": row.baseline["state"], "value": row.baseline.get("value")},
        "baseline_fy": row.baseline["fy"] or None,
        "target": {"state": row.target["state"], "value": row.target.get("value")},
        "target_fy": row.target["fy"] or None,
        "horizon": (row.horizon or {}).get("code"),
    }


def _with_papers(versions):
    newest = Tabling.objects.select_related("paper").order_by("-ordinal")
    return versions.select_related("plan__place__as_state").prefetch_related(
        *(Prefetch(way, newest, to_attr="tablings_newest_first") for way in ("tablings", "corrects__tablings"))
    )


_ALL = OpenApiParameter("all", bool, description="1: also superseded, suspended and closed versions")
_NUMBER = OpenApiParameter("number", str, description="2.0 for this published version, 2 for the newest of its major number")


class _Published(Listing):
    """Published versions of one kind of plan; ?all=1 for every one that was ever published."""

    filter_backends = []
    queryset = PlanVersion.objects.none()
    kind = None

    def get_queryset(self):
        asked = self.request.query_params
        versions = readable_versions() if asked.get("all") in ("1", "true", "yes") else texts_in_force()
        versions = self.narrowed(modified(versions).filter(plan__kind=self.kind), asked)
        return _with_papers(changed_since(versions.order_by("-published_at", "-pk"), asked))

    def get_serializer(self, versions=(), **options):
        shapes = [shape_of(version) for version in versions]
        return self.serializer_class(shapes, **(options | {"context": self.get_serializer_context()}))


class _OnePublished(Detail):
    """The version in force of one place; ?number= for another published one."""

    kind = None
    code = ""

    def get_object(self):
        number = self.request.query_params.get("number")
        versions = modified(readable_versions() if number else texts_in_force())
        versions = versions.filter(plan__kind=self.kind, **{self.code: whole_number(self.kwargs["lgd_code"])})
        if number:
            major, _dot, minor = number.partition(".")
            versions = versions.filter(major=whole_number(major)).order_by("-minor")
            versions = versions.filter(minor=whole_number(minor)) if minor else versions
        version = _with_papers(versions).first()
        if version is None:
            raise Http404
        return shape_of(version)


@extend_schema(parameters=[_STATE, OpenApiParameter("lgd_code", int, description="of a district"), _ALL, MODIFIED_SINCE])
class Plans(_Published):
    """Published plans of districts in force; with ?all=1 every version that was ever published."""

    serializer_class = PlanShape
    kind = Plan.Kind.DEAP

    def narrowed(self, versions, asked):
        if text := asked.get("state"):
            versions = versions.filter(plan__place__parent=state_named(text).pk)
        if text := asked.get("lgd_code"):
            versions = versions.filter(plan__place__as_district__lgd_code=whole_number(text))
        return versions


@extend_schema(parameters=[_NUMBER])
class PlanDetail(_OnePublished):
    """The version in force of one district, by LGD code; ?number=2.0 for another published one, ?number=2 for its newest."""

    serializer_class = PlanShape
    kind = Plan.Kind.DEAP
    code = "plan__place__as_district__lgd_code"


@extend_schema(parameters=[_STATE, _ALL, MODIFIED_SINCE])
class Strategies(_Published):
    """Published export strategies of States in force; with ?all=1 every version that was ever published."""

    serializer_class = StrategyShape
    kind = Plan.Kind.STATE_STRATEGY

    def narrowed(self, versions, asked):
        return versions.filter(plan__place=state_named(asked["state"]).pk) if asked.get("state") else versions


@extend_schema(parameters=[_NUMBER])
class StrategyDetail(_OnePublished):
    """The strategy in force of one State, by LGD code; ?number=2.0 for another published one, ?number=2 for its newest."""

    serializer_class = StrategyShape
    kind = Plan.Kind.STATE_STRATEGY
    code = "plan__place__as_state__lgd_code"


@extend_schema(parameters=[_STATE, OpenApiParameter("kind", str, enum=["depc", "sepc"]), MODIFIED_SINCE])
class Committees(Listing):
    """Committees in force today."""

    serializer_class = CommitteeShape
    filter_backends = []

    def get_queryset(self):
        asked = self.request.query_params
        slug = state_named(asked["state"]).slug if asked.get("state") else ""
        found = committees_on(today(), kind=asked.get("kind", ""), state_slug=slug)
        return changed_since(with_modified_at(found), asked)


class CommitteeDetail(Detail):
    """One committee by the name in its address; one that has ended keeps it."""

    serializer_class = CommitteeShape

    def get_object(self):
        return get_object_or_404(with_modified_at(committees_on(None)), slug=self.kwargs["slug"])


@extend_schema(parameters=[MODIFIED_SINCE])
class Meetings(Listing):
    """Meetings called, held and cancelled, the latest first."""

    serializer_class = MeetingShape
    filter_backends = []

    def get_queryset(self):
        return changed_since(with_modified_at(public_meetings()), self.request.query_params)

    def get_serializer(self, meetings=(), **options):
        return super().get_serializer(_with_what_followed(meetings), **options)


def _with_what_followed(meetings):
    """The meetings with the standing of their minutes and their action points; four queries for any number."""
    meetings = list(meetings)
    sittings = [sitting for meeting in meetings for sitting in meeting.sittings.all()]
    entries = public_entries(sittings, with_words=False)
    points = points_of_meetings([meeting.pk for meeting in meetings], today())
    for meeting in meetings:
        meeting.action_points = points.get(meeting.pk, [])
        meeting.sittings_afterwards = list(meeting.sittings.all())
        for sitting in meeting.sittings_afterwards:
            sitting.entries = [entry.minutes for entry in entries.get(sitting.pk, [])]
    return meetings


class MeetingDetail(Detail):
    """One meeting by its number."""

    serializer_class = MeetingShape

    def get_object(self):
        found = get_object_or_404(with_modified_at(public_meetings()), public_id=whole_number(self.kwargs["id"]))
        return _with_what_followed([found])[0]


@extend_schema(
    parameters=[_STATE, OpenApiParameter("committee", str, description="name in the committee's address"), MODIFIED_SINCE]
)
class Resolutions(Listing):
    """Signed resolutions, the latest first."""

    serializer_class = ResolutionShape
    filter_backends = []

    def get_queryset(self):
        resolutions = with_modified_at(signed_resolutions())
        asked = self.request.query_params
        if text := asked.get("committee"):
            resolutions = resolutions.filter(committee__slug=text)
        if text := asked.get("state"):
            state = state_named(text)
            resolutions = resolutions.filter(committee__place__parent=state.pk) | resolutions.filter(committee__place=state.pk)
        return changed_since(resolutions, asked)


class ResolutionDetail(Detail):
    """One signed resolution by its number."""

    serializer_class = ResolutionShape

    def get_object(self):
        return get_object_or_404(with_modified_at(signed_resolutions()), number=self.kwargs["number"])
