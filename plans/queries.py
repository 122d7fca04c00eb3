"""Reading plans: what is published, which version stands behind a paper, what waits for a committee."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import ngettext, override

from committees.models import AgendaItem, ItemState, Paper, Resolution
from committees.papers import content_of
from committees.pending import PAPERS, PASSED_UP, RETURNED, Pending
from plans.errata import corrected, errata_paper, read_errata
from plans.models import Bottleneck, Plan, PlanVersion, Tabling
from plans.papers import PaperView, read_paper
from plans.states import State

# Once published a text stays readable at its address, whatever became of it.
SHOWN_TO_ALL = (State.PUBLISHED, State.SUPERSEDED, State.CLOSED, State.SUSPENDED)


def published_versions():
    """The decisions in force that anyone may read, newest first; with what a list or the API shows of them loaded.

    Errata are not among them: they decide nothing. What is read of each plan now is texts_in_force().
    """
    return _with_surroundings(PlanVersion.objects.filter(state=State.PUBLISHED, minor=0)).order_by("-published_at", "-pk")


def texts_in_force():
    """As published_versions(), but where an erratum is in force the erratum stands for the text it corrects."""
    corrected_since = PlanVersion.objects.filter(corrects=OuterRef("pk"), state=State.PUBLISHED)
    versions = PlanVersion.objects.filter(~Exists(corrected_since), state=State.PUBLISHED)
    return _with_surroundings(versions).order_by("-published_at", "-pk")


def readable_versions():
    """Every version that was ever published, in force or not, errata included."""
    return _with_surroundings(PlanVersion.objects.filter(state__in=SHOWN_TO_ALL, published_at__isnull=False))


def with_modified_at(versions):
    """`versions`, published once, each with `modified_at`: its last move or dated fact as it was recorded. No further query."""
    return versions.annotate(
        modified_at=Greatest("published_at", "state_since", Coalesce("notified_recorded_at", "published_at"))
    )


def version_in_force(place, kind=Plan.Kind.DEAP):
    """The published version of the place's plan, or None."""
    return published_versions().filter(plan__place_id=place.pk, plan__kind=kind).first()


def publishable(versions):
    """Of these adopted versions those with a text; of an adoption entered from its scan alone nothing can be published."""
    return versions.exclude(past_adoption__text_is_here=False)


def last_published(place, kind=Plan.Kind.DEAP):
    """The newest version of the place's plan that was ever published, in force or not; None where there is none."""
    return readable_versions().filter(plan__place_id=place.pk, plan__kind=kind).order_by("-major", "-minor").first()


def version_numbered(place, number, kind=Plan.Kind.DEAP):
    """The published version of that number ("3.0"), or the newest one of a major number ("3"); None where there is none."""
    major, _dot, minor = str(number).partition(".")
    if not major.isdecimal() or (minor and not minor.isdecimal()):
        return None
    found = readable_versions().filter(plan__place_id=place.pk, plan__kind=kind, major=int(major))
    if minor:
        found = found.filter(minor=int(minor))
    return found.order_by("-minor").first()


def last_paper(version):
    """The paper last laid before the committee, of an erratum that of its corrections; None before it is frozen. One query."""
    if version.is_erratum:
        return version.errata_paper
    return Paper.objects.filter(plan_tablings__version=version).order_by("-plan_tablings__ordinal").first()


def last_tabling(version):
    """The last tabling of the version; of an erratum, that of the text it corrects."""
    return Tabling.objects.filter(version=version.decided.pk).select_related("paper").order_by("-ordinal").first()


def decided_text(version):
    """The PaperView of the text the committee decided: of this version, or of the one an erratum corrects."""
    return view_of(last_tabling(version).paper)


def errata_of_rows(erratum, adopted):
    """The paper of an erratum as its rows say it now, in the format deap-errata/1; see plans.errata.errata_paper.

    adopted: its decided_text().
    """
    resolution = erratum.corrects.resolution
    return errata_paper(
        adopted.data,
        adopted.sha256,
        list(erratum.corrected_places.order_by("pk").values("path", "old", "new", "reason")),
        resolution=resolution.number if resolution else None,
    )


def corrected_view(erratum, adopted):
    """(PaperView of the adopted text with the corrections of a frozen erratum, the erratum as read from its bytes).

    The view carries the fingerprint of the adopted text: the corrected one was never decided.
    """
    written = read_errata(content_of(erratum.errata_paper))
    return PaperView(corrected(adopted.data, written["corrections"]), adopted.sha256), written


def text_of(version):
    """The text of a published version as a PaperView, corrected for an erratum; None before its publication. One query."""
    if version.is_erratum and _is_shown(version):
        return corrected_view(version, decided_text(version))[0]
    content = public_json_bytes(version)
    return read_paper(content) if content else None


def _is_shown(version):
    return version.state in SHOWN_TO_ALL and version.published_at is not None


def view_of(paper):
    """The PaperView of a paper's stored bytes. Raises AlteredPaper, NotAPlan."""
    return read_paper(content_of(paper))


def public_json_bytes(version):
    """The stored bytes of a published version, never written anew, so their SHA-256 is the one decided; None before."""
    if not _is_shown(version):
        return None
    paper = last_paper(version)
    return content_of(paper) if paper else None


@dataclass(frozen=True)
class PlanPage:
    """A published plan as its page shows it: the frozen text, how it was decided, and the other published numbers.

    Of an erratum, `paper` is the corrected text under the fingerprint of the adopted one, `erratum` the list of corrections
    as read from its bytes; tabling and resolution are those of the adopted text.
    """

    version: PlanVersion
    paper: PaperView
    tabling: Tabling
    resolution: Resolution | None
    others: list
    erratum: dict | None = None

    @property
    def decided(self):
        """The version that the committee decided."""
        return self.version.decided

    @property
    def adopted(self):
        """The PaperView of the text as adopted: `paper` itself, but for an erratum. No query."""
        return self.paper if self.erratum is None else view_of(self.tabling.paper)

    @property
    def sha256(self):
        """Of the bytes served for this number."""
        return self.version.errata_paper_id or self.paper.sha256

    @property
    def corrected_by(self):
        """The newest erratum on this text, where this is the text as adopted; else None."""
        return next((other for other in self.others if other.corrects_id == self.version.pk), None)

    @property
    def is_in_force(self):
        return self.version.state == State.PUBLISHED

    @property
    def newest(self):
        """The version in force where this one no longer is, or None."""
        return next((other for other in self.others if other.state == State.PUBLISHED), None)


def plan_page(place, number=None, kind=Plan.Kind.DEAP):
    """The PlanPage of the version in force, or of the one numbered; None where nothing is published. Four queries."""
    if number is None:
        version = texts_in_force().filter(plan__place_id=place.pk, plan__kind=kind).first()
    else:
        version = version_numbered(place, number, kind)
    if version is None:
        return None
    tabling = last_tabling(version)
    paper, erratum = read_paper(content_of(tabling.paper)), None
    if version.is_erratum:
        paper, erratum = corrected_view(version, paper)
    others = list(readable_versions().filter(plan=version.plan_id).exclude(pk=version.pk).order_by("-major", "-minor"))
    return PlanPage(version, paper, tabling, version.decided.resolution, others, erratum)


def version_of_paper(sha256, *, published_only=True):
    """The version whose last tabling laid this paper before a committee; the published ones only, unless told. None else."""
    versions = _with_surroundings(PlanVersion.objects.filter(tablings__paper_id=sha256)).order_by("-pk")
    if published_only:
        versions = versions.filter(state__in=SHOWN_TO_ALL, published_at__isnull=False)
    for version in versions.distinct():
        if version.tablings.order_by("-ordinal").values_list("paper_id", flat=True).first() == sha256:
            return version
    return None


def published_among(fingerprints):
    """Those fingerprints whose version is published with this as its last text; two queries for any number."""
    versions = PlanVersion.objects.filter(
        tablings__paper_id__in=fingerprints, state__in=SHOWN_TO_ALL, published_at__isnull=False
    ).values("pk")
    last = {}
    for version, paper in Tabling.objects.filter(version__in=versions).order_by("ordinal").values_list("version_id", "paper_id"):
        last[version] = paper
    return set(last.values()) & set(fingerprints)


@dataclass(frozen=True)
class ResolutionContext:
    """What a resolution's public page says of the text behind it: whose plan, and the version to link to once published."""

    place: object
    kind: str
    published: PlanVersion | None


def resolution_context(paper_sha256):
    """The ResolutionContext of a paper, or None where the paper is no plan. Names no title and no figure."""
    tabling = (
        Tabling.objects.filter(paper_id=paper_sha256).select_related("version__plan__place__parent").order_by("-pk").first()
        if paper_sha256
        else None
    )
    if tabling is None:
        return None
    plan = tabling.version.plan
    return ResolutionContext(plan.place, plan.kind, version_of_paper(paper_sha256))


def is_overtaken(paper_sha256):
    """Whether this paper is of a plan that was tabled again with another text, or is before its committee no more.

    Registered with committees.latest_text; False for papers that are no plan's.
    """
    tablings = list(Tabling.objects.filter(paper_id=paper_sha256).select_related("version"))
    return bool(tablings) and not any(
        tabling.version.state == State.TABLED and last_tabling(tabling.version).paper_id == paper_sha256 for tabling in tablings
    )


def waiting_for_committee(committee):
    """The papers that are tabled and wait for this committee; registered with committees.pending."""
    kind = Plan.Kind.DEAP if committee.kind == "depc" else Plan.Kind.STATE_STRATEGY
    tablings = (
        Tabling.objects.filter(version__state=State.TABLED, version__plan__place_id=committee.place_id, version__plan__kind=kind)
        .select_related("paper", "version")
        .order_by("version_id", "-ordinal")
    )
    newest = {}
    for tabling in tablings:
        newest.setdefault(tabling.version_id, tabling)
    # A text tabled once more comes with its answers to the points for which it was returned.
    return [
        Pending(
            paper=t.paper, title=t.version.title, since=t.at, title_hi=t.version.title_hi,
            order_hint=RETURNED if t.ordinal > 1 else PAPERS,
        )
        for t in newest.values()
    ]  # fmt: skip


def passed_up_to(committee):
    """For a State's committee: what published plans of its districts say that the State has to solve, one item a plan.

    Registered with committees.pending. Two queries. A younger version in force
    is a new matter; one that was decided stays decided.
    """
    if committee.kind != "sepc":
        return []
    versions = list(
        PlanVersion.objects.filter(
            state=State.PUBLISHED, minor=0, plan__kind=Plan.Kind.DEAP, plan__place__parent_id=committee.place_id,
            bottlenecks__level=Bottleneck.Level.STATE,
        )
        .annotate(passed_up=Count("bottlenecks"))
        .select_related("plan__place")
        .order_by("pk")
    )  # fmt: skip
    keys = {f"bottlenecks/{version.pk}": version for version in versions}
    settled = set(
        AgendaItem.objects.filter(committee=committee, matter__in=keys, state__in=[ItemState.DRAWN_UP, ItemState.DECIDED])
        .values_list("matter", flat=True)
    )  # fmt: skip
    found = []
    for key, version in keys.items():
        if key in settled:
            continue
        with override("en"):
            title = _passed_up(version, version.plan.place.name)
        with override("hi"):
            title_hi = _passed_up(version, version.plan.place.name_hi or version.plan.place.name)
        found.append(Pending(None, title, version.published_at, title_hi=title_hi, order_hint=PASSED_UP, matter=key))
    return found


def _passed_up(version, name):
    return ngettext(
        "Passed up by %(district)s: %(number)s bottleneck that the State can solve",
        "Passed up by %(district)s: %(number)s bottlenecks that the State can solve",
        version.passed_up,
    ) % {"district": name, "number": version.passed_up}


def _with_surroundings(versions):
    return versions.select_related(
        "plan__place__parent",
        "plan__place__as_district__state",
        "resolution__committee",
        "resolution__annulment",
        "past_adoption",
        "errata_paper",
        "corrects__resolution__committee",
        "corrects__resolution__annulment",
        "corrects__past_adoption",
    )
