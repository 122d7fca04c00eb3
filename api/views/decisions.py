from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema

from api.serializers.decisions import CommitteeShape, MeetingShape, PlanShape, ResolutionShape
from api.views.reading import MODIFIED_SINCE, Detail, Listing, changed_since, whole_number
from committees.actions import points_of_meetings
from committees.changed import with_modified_at
from committees.minutes_reading import public_entries
from committees.papers import content_of
from committees.queries import committees_on, public_meetings, signed_resolutions
from common.clock import day_in_india, today
from plans.models import Plan, PlanVersion, Tabling
from plans.papers import read_paper
from plans.queries import corrected_view, readable_versions, texts_in_force
from plans.queries import with_modified_at as modified

from .places import state_named

_STATE = OpenApiParameter("state", str, description="slug, LGD code or ISO code")


def shape_of(version):
    """A published version as PlanShape shows it; figures from the stored bytes, never from rows."""
    decided, erratum = version.decided, None
    tabling = decided.tablings_newest_first[0]
    paper = read_paper(content_of(tabling.paper))
    if version.is_erratum:
        paper, erratum = corrected_view(version, paper)
    place = version.plan.place
    is_district = version.plan.kind == Plan.Kind.DEAP
    base = f"{place.get_absolute_url()}{'plan' if is_district else 'strategy'}/"
    number = f"{version.major}.{version.minor}"
    resolution = decided.resolution
    return {
        "district": int(place.code) if is_district else None,
        "place": place.name,
        "number": number,
        "state": str(version.state),
        "title": paper.title,
        "period": dict(zip(("from", "to"), paper.period, strict=True)),
        "sha256": version.errata_paper_id or paper.sha256,
        "adopted_sha256": paper.sha256,
        "corrections": erratum["corrections"] if erratum else [],
        "url": f"{base}{number}/",
        "json_url": f"{base}{number}.json",
        "pdf_url": f"{base}{number}.pdf",
        "tables_url": f"{base}{number}.zip",
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
    return versions.prefetch_related(
        *(Prefetch(way, newest, to_attr="tablings_newest_first") for way in ("tablings", "corrects__tablings"))
    )


@extend_schema(
    parameters=[
        _STATE,
        OpenApiParameter("lgd_code", int, description="of a district"),
        OpenApiParameter("all", bool, description="1: also superseded, suspended and closed versions"),
        MODIFIED_SINCE,
    ]
)
class Plans(Listing):
    """Published versions in force; with ?all=1 every version that was ever published."""

    serializer_class = PlanShape
    filter_backends = []
    queryset = PlanVersion.objects.none()

    def get_queryset(self):
        asked = self.request.query_params
        versions = modified(readable_versions() if asked.get("all") in ("1", "true", "yes") else texts_in_force())
        if text := asked.get("state"):
            state = state_named(text)
            versions = versions.filter(plan__place__parent=state.pk) | versions.filter(plan__place=state.pk)
        if text := asked.get("lgd_code"):
            versions = versions.filter(plan__place__as_district__lgd_code=whole_number(text))
        return _with_papers(changed_since(versions.order_by("-published_at", "-pk"), asked))

    def get_serializer(self, versions=(), **options):
        return PlanShape([shape_of(version) for version in versions], **(options | {"context": self.get_serializer_context()}))


class PlanDetail(Detail):
    """The version in force of one district, by LGD code; ?number=2.0 for another published one, ?number=2 for its newest."""

    serializer_class = PlanShape

    def get_object(self):
        number = self.request.query_params.get("number")
        versions = modified(readable_versions() if number else texts_in_force())
        versions = versions.filter(
            plan__kind=Plan.Kind.DEAP, plan__place__as_district__lgd_code=whole_number(self.kwargs["lgd_code"])
        )
        if number:
            major, _dot, minor = number.partition(".")
            versions = versions.filter(major=whole_number(major)).order_by("-minor")
            versions = versions.filter(minor=whole_number(minor)) if minor else versions
        version = _with_papers(versions).first()
        if version is None:
            raise Http404
        return shape_of(version)


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
