"""Plans of the tests, walked through the real workflow with a real committee, meeting, votes and signature.

office = an_office()                             # Erode: plan officer, convener, committee, publisher, headquarters
version = version_in(State.PUBLISHED)            # with version.office
version = version_in(State.RETURNED, office=office)
add_target(version, fy="2027-28", value="90.00")
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from accounts.models import Post, User
from accounts.models.post import Duty
from accounts.tests.factories import a_district, make_ra
from committees.proceedings import annul
from committees.tests.factories import Depc, carried_resolution, depc_of, drawn_up, item_with, returned_resolution, signed, vote
from districts.models import Agency, Metric, Product
from plans import rows, workflow
from plans.models import Bottleneck, Head, Incentive, Intervention, ProductChapter, ProfileFact, Section, Target, TrainingNeed
from plans.states import State
from plans.tests.form import out_of_form
from tests.recorded_walks import recorded

BEGUN = datetime(2025, 6, 2, 5, 0, tzinfo=UTC)
WRITTEN = BEGUN + timedelta(days=7)
TABLED = datetime(2025, 7, 28, 11, 10, tzinfo=UTC)
SITTING = datetime(2025, 8, 14, 5, 30, tzinfo=UTC)
PUBLISHED = datetime(2025, 9, 2, 5, 35, tzinfo=UTC)
LATER = datetime(2026, 1, 12, 6, 0, tzinfo=UTC)

CONFIRMED = dict.fromkeys(workflow.CHECKLIST, True)


@dataclass
class Office:
    """A district with everyone a plan passes through. Nobody but `officer` writes, so the others are no authors."""

    district: object
    depc: Depc
    officer: User
    convener: User
    publisher: User

    @property
    def hq(self):
        return self.depc.hq


@recorded
def an_office(name="Erode", state="Tamil Nadu"):
    """A district's committee and officers; the publisher is a second officer of the Regional Authority."""
    district = a_district(name, state)
    depc = depc_of(district)
    return Office(district, depc, depc.user("plan_officer"), depc.user("convener"), make_ra([district], officer="S. Thomas"))


@recorded
def a_draft(office=None, *, at=BEGUN, based_on=None, by=None):
    """An empty draft, or one based on an earlier version."""
    office = office or an_office()
    version = workflow.start_version(office.district, by=by or office.officer, at=at, based_on=based_on)
    version.office = office
    return version


@recorded
def a_written_draft(office=None, *, at=BEGUN):
    """A draft that passes every check that blocks: two products, targets, a bottleneck and what is done about it."""
    version = a_draft(office, at=at)
    fill(version, at=at + timedelta(days=7))
    return version


def fill(version, *, at=WRITTEN, by=None):
    """Write a small whole plan into an empty draft, through the one door of rows."""
    by = by or version.office.officer
    rows.save_version(
        version,
        {"period_from_fy": "2025-26", "period_to_fy": "2027-28", "file_number": "DIC-ERD/EXP/2025/11"},
        row_version=version.row_version,
        by=by,
        at=at,
    )
    version.refresh_from_db()
    for section in version.sections.all():
        words = {"text": f"What stands under head {section.head}."}
        if section.head == Head.RESPONSIBILITIES:
            words = {"not_applicable_reason": "No reform is asked of anyone."}
        rows.save_row(Section, words, version=version, pk=section.pk, row_version=section.row_version, by=by, at=at)
    rows.save_row(
        ProfileFact,
        {"head": 1, "code": "area_sq_km", "value": "5760.00", "fy": "2011-12", "source": "Census of India 2011"},
        version=version,
        by=by,
        at=at,
    )
    for slug in PRODUCTS:
        add_chapter(version, slug, at=at, by=by)
        add_target(version, slug, value="74.80", fy="2026-27", horizon="short", at=at, by=by)
        add_target(version, slug, value="90.00", fy="2029-30", horizon="long", at=at, by=by)
    hurdle = add_bottleneck(version, at=at, by=by)
    add_intervention(version, bottlenecks=[hurdle], at=at, by=by)
    rows.save_row(
        TrainingNeed, {"subject": "Grading and packing", "persons_value": "400", "fy": "2026-27"}, version=version, by=by, at=at
    )
    rows.save_row(Incentive, {"scheme": "Market Access Initiative", "government": "union"}, version=version, by=by, at=at)


PRODUCTS = ("turmeric", "carpets")


def a_product(slug="turmeric"):
    """A product of the register."""
    return Product.objects.filter(slug=slug).first() or Product.objects.living().order_by("slug").first()


def add_chapter(version, slug="turmeric", *, at=WRITTEN, by=None, **values):
    """The chapter of a product."""
    code = "0910.30" if slug == "turmeric" else "5701"
    values = {"product": a_product(slug), "hs_codes": [code], "text": "An analysis."} | values
    return _saved(ProductChapter, values, version, at, by)


def add_target(version, slug="turmeric", *, at=WRITTEN, by=None, **values):
    """A target for exports of a product in rupees, from 62.40 crore in 2023-24."""
    values = {
        "metric": Metric.objects.get(code="exports-inr"),
        "product": a_product(slug) if slug else None,
        "kind": "absolute",
        "unit": "inr_crore",
        "baseline_value": "62.40",
        "baseline_fy": "2023-24",
        "baseline_source": "DGCI&S, final",
        "value": "74.80",
        "fy": "2026-27",
        "horizon": "short",
    } | values
    return _saved(Target, values, version, at, by)


def add_bottleneck(version, *, at=WRITTEN, by=None, **values):
    """A bottleneck at the testing stage."""
    values = {"statement": "No accredited laboratory in the district.", "stage": "testing", "level": "state"} | values
    return _saved(Bottleneck, values, version, at, by)


def add_intervention(version, *, at=WRITTEN, by=None, **values):
    """A testing laboratory led by an agency of the register."""
    values = {
        "title": "Testing laboratory",
        "type": "testing_lab",
        "lead_agency": Agency.objects.order_by("name").first(),
        "lead_post": Post.objects.filter(place=version.plan.place_id, duty=Duty.CONVENER).first(),
        "lead_text": "General Manager, District Industries Centre",
        "cost_rupees": 55_000_000,
        "funding": "scheme",
        "funding_scheme": "Trade Infrastructure for Export Scheme",
        "due_on": date(2027, 3, 31),
    } | values
    return _saved(Intervention, values, version, at, by)


def _saved(model, values, version, at, by):
    return rows.save_row(model, values, version=version, by=by or version.office.officer, at=at).row


@recorded
def version_in(state, *, office=None):
    """A version that reached this state the way every version does; `.office` is its district and people."""
    office = office or an_office()
    version = {
        State.DRAFT: a_written_draft,
        State.IN_CONSULTATION: open_for_comment,
        State.TABLED: tabled,
        State.RETURNED: returned,
        State.ADOPTED: adopted,
        State.PUBLISHED: published,
        State.SUPERSEDED: superseded,
        State.CLOSED: closed,
        State.SUSPENDED: suspended,
        State.WITHDRAWN: withdrawn,
        State.ANNULLED: annulled,
        State.SUBMITTED: submitted_erratum,
    }[State(state)](office)
    version.refresh_from_db()
    return _of(office, version)


def _of(office, version):
    version.office = office
    return version


def open_for_comment(office, *, at=WRITTEN + timedelta(days=1)):
    version = a_written_draft(office)
    return _of(office, workflow.open_consultation(version, until=date(2025, 7, 11), by=office.convener, at=at))


def tabled(office, *, at=TABLED, version=None):
    version = version or a_written_draft(office, at=at - timedelta(days=14))
    version = workflow.table(version, by=office.convener, at=at)
    # So every text that a test walks to the committee is one of the published form.
    assert out_of_form(paper_of_last_tabling(version).content) == []
    return _of(office, version)


def tabled_without_a_period(office):
    """(a version before the committee whose years are not filled in, the waiver that let it be tabled)."""
    draft = a_written_draft(office)
    no_period = {"period_from_fy": "", "period_to_fy": "", "file_number": ""}
    rows.save_version(draft, no_period, row_version=draft.row_version, by=office.officer, at=WRITTEN)
    draft.refresh_from_db()
    until = TABLED.date() + timedelta(days=30)
    waiver = workflow.grant_waiver(draft, check=2, reason="The State has not fixed it.", until=until, by=office.hq, at=TABLED)
    return tabled(office, at=TABLED, version=draft), waiver


def paper_of_last_tabling(version):
    return version.tablings.select_related("paper").order_by("-ordinal").first().paper


def returned(office):
    version = tabled(office)
    returned_resolution(
        paper_of_last_tabling(version), office.depc, starts_at=SITTING, reasons=[{"path": "targets", "text": "Name the year."}]
    )
    version.refresh_from_db()
    return _of(office, version)


def lost(office):
    """A version the committee voted down: returned, by a lost resolution."""
    version = tabled(office)
    item = item_with(paper_of_last_tabling(version), office.depc, starts_at=SITTING)
    vote(item, office.depc, chair="against", co_chair="against", convener="for", member="against")
    signed(drawn_up(item, office.depc, reasons=[{"path": "", "text": "Too small."}]), office.depc)
    version.refresh_from_db()
    return _of(office, version)


def adopted(office, *, version=None, starts_at=SITTING):
    version = version or tabled(office, at=starts_at - timedelta(days=16, hours=18))
    carried_resolution(paper_of_last_tabling(version), office.depc, starts_at=starts_at)
    version.refresh_from_db()
    return _of(office, version)


def published(office, *, version=None, at=PUBLISHED):
    version = version or adopted(office)
    return _of(office, workflow.publish(version, checklist=CONFIRMED, by=office.publisher, at=at))


def next_published(office, earlier):
    """The second published version of the office's plan, based on `earlier`, which it supersedes."""
    version = workflow.start_version(office.district, based_on=earlier, by=office.officer, at=LATER)
    version.office = office
    target = version.targets.order_by("position").first()
    rows.save_row(Target, {"value": "80.00"}, version=version, pk=target.pk, row_version=1, by=office.officer, at=LATER)
    version = workflow.table(version, by=office.convener, at=LATER + timedelta(days=1))
    version = adopted(office, version=version, starts_at=LATER + timedelta(days=20))
    return published(office, version=version, at=LATER + timedelta(days=22))


def superseded(office):
    version = published(office)
    next_published(office, version)
    version.refresh_from_db()
    return _of(office, version)


def suspended(office):
    return workflow.suspend(
        published(office), order="DoC/1/2025", reason="Under inquiry.", on=date(2025, 10, 1), by=office.hq, at=LATER
    )


def closed(office):
    return workflow.close(published(office), reason="The district was divided.", on=date(2025, 12, 31), by=office.hq, at=LATER)


def annulled(office):
    version = adopted(office)
    annul_decision(office, version)
    version.refresh_from_db()
    return _of(office, version)


def submitted_erratum(office):
    """A list of corrections of the published version that waits for whoever publishes it."""
    erratum = workflow.start_erratum(published(office), by=office.officer, at=LATER)
    workflow.correct(
        erratum, path="sections/1/text", new="What stood under head 1.", reason="A slip.", by=office.officer, at=LATER
    )
    erratum.refresh_from_db()
    return workflow.submit_erratum(erratum, by=office.officer, at=LATER)


def annul_decision(office, version, *, at=LATER, order_date=date(2025, 10, 1)):
    """Headquarters annuls the resolution under this version by order."""
    return annul(
        version.resolution,
        order_number="DoC/7/2025",
        order_date=order_date,
        reason="The sitting had not been called.",
        password_confirmed=True,
        by=office.hq,
        at=at,
    )


def withdrawn(office):
    return workflow.withdraw(a_written_draft(office), remark="Begun anew.", by=office.convener, at=TABLED)
