"""Errata: words are corrected beside the adopted text, numbers never, by one person and published by another."""

import copy
import json
from datetime import timedelta
from unittest import mock

import pytest
from django.db import DatabaseError, transaction

from accounts.tests.factories import make_ra, stranger
from audit.models import Event
from audit.recording import events_of
from common.canonical import canonical_bytes, read_canonical, sha256_hex
from common.refusals import NotAllowed
from plans import queries, rows, workflow
from plans.amounts_in_text import numbers_in
from plans.authorship import authors_of
from plans.errata import NoSuchPlace, corrected, places, refusals
from plans.models import Correction, PlanVersion, Section
from plans.proving import check_all
from plans.stage import stage_of
from plans.states import State
from plans.workflow.errata import AlreadyCorrecting, BadCorrection, Material, NothingCorrected, NotInForce
from plans.workflow.moving import MovedOn, OfAnotherKind

from . import plan_texts as texts
from .factories import LATER, an_office, next_published, paper_of_last_tabling, published

ON = LATER.date()
SOON = LATER + timedelta(hours=1)


def an_erratum(office, version, *, at=LATER, by=None, words="What stood under head 1.", submitted=False):
    """An erratum on the published version that corrects head 1; by the plan officer unless told."""
    by = by or office.officer
    erratum = workflow.start_erratum(version, by=by, at=at)
    workflow.correct(erratum, path="sections/1/text", new=words, reason="A slip of the pen.", by=by, at=at)
    erratum.refresh_from_db()
    if submitted:
        erratum = workflow.submit_erratum(erratum, by=by, at=at)
    return erratum


# What is material, decided by the difference.


@pytest.fixture
def plan():
    return read_canonical(
        canonical_bytes(
            texts.a_plan(
                facts=[texts.fact("population", "2251744")],
                products=[texts.chapter(strengths=["Soil", "Water"]), texts.chapter("carpets", "Carpets")],
            )
        )
    )


def test_only_the_places_of_the_page_are_open_and_each_of_them_is(plan):
    for place in places(plan):
        assert refusals(plan, corrected(plan, [{"path": place.path, "new": f"{place.words} indeed"}])) == [], place.path


def _leaf_paths(value, path=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaf_paths(inner, f"{path}/{key}" if path else key)
    elif isinstance(value, list) and all(isinstance(one, dict) for one in value):
        for n, inner in enumerate(value):
            yield from _leaf_paths(inner, f"{path}/{n}")
    else:
        yield path


def test_every_other_change_of_the_text_is_refused(plan):
    open_paths = {place.path for place in places(plan)}
    kinds = [key for key, value in plan.items() if isinstance(value, list)]
    refused = 0
    for path in _leaf_paths(plan):
        other = copy.deepcopy(plan)
        holder, keys = other, path.split("/")
        for key in keys[:-1]:
            holder = holder[int(key)] if isinstance(holder, list) else holder[key]
        holder[keys[-1]] = "another"
        where = path
        if keys[0] in kinds:
            row = plan[keys[0]][int(keys[1])]
            name = row["head"] if keys[0] == "sections" else row["uid"]
            where = "/".join([keys[0], str(name), *keys[2:]])
        if where in open_paths or keys[-1] == "uid" or path == "format":
            continue
        refused += 1
        assert len(refusals(plan, other)) >= 1, where
    assert refused > 100


@pytest.mark.parametrize(
    "new",
    [
        "Yield of 21.5 lakh tonnes in 2023-24.",
        "Yield of 20.5 crore tonnes in 2023-24.",
        "Yield of 205 lakh tonnes in 2023-24.",
        "Yield of 20.5 lakh kg in 2023-24.",
        "Yield of 20.5 lakh tonnes in 2022-23.",
        "Yield of २१.५ lakh tonnes in 2023-24.",
        "Yield of 20.5 lakh tonnes.",
        "Yield of -20.5 lakh tonnes in 2023-24.",
        "In 2023-24 a yield of 20.5 lakh tonnes.",
        "Yield of 20.5 lakh tonnes in 2023-24, half of it sold.",
        "Yield of 20.5² lakh tonnes in 2023-24.",
        "Yield of 20.5 lakh tonnes in 2023-24 for ₹ 5.",
    ],
)
def test_another_number_in_prose_is_refused_in_any_script(plan, new):
    plan["sections"][0]["text"] = "Yeild of 20.5 lakh tonnes in 2023-24."

    [sentence] = refusals(plan, corrected(plan, [{"path": "sections/1/text", "new": new}]))

    assert "Numbers are decided by the committee" in sentence
    assert refusals(plan, corrected(plan, [{"path": "sections/1/text", "new": "Yield of २०.५ lakh tonnes in 2023-24."}])) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Fruit is sold raw.", "Fruit is not sold raw."),
        ("Fruit is not sold raw.", "Fruit is sold raw."),
        ("The centre shall open.", "The centre may open."),
        ("Fruit is sold abroad.", "Fruit is sold only abroad."),
        ("Fruit isn't sold.", "Fruit is sold."),
        ("फल बेचे जाते हैं।", "फल नहीं बेचे जाते हैं।"),
        ("फल बेचे जाएँ।", "केवल फल बेचे जाएँ।"),
    ],
)
def test_a_word_that_turns_a_sentence_is_material(plan, old, new):
    plan["sections"][0]["text"] = old

    [sentence] = refusals(plan, corrected(plan, [{"path": "sections/1/text", "new": new}]))

    assert "A word that turns the sense" in sentence


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The laboratry can not open.", "The laboratory cannot open."),
        ("It dosn't open.", "It doesn't open."),
        ("Oppened in May 2024 .", "Opened in May 2024."),
        ("फल नही बेचे जाते।", "फल नहीं बेचे जाते।"),
    ],
)
def test_another_spelling_of_a_sentence_with_such_a_word_is_none(plan, old, new):
    plan["sections"][0]["text"] = old

    assert refusals(plan, corrected(plan, [{"path": "sections/1/text", "new": new}])) == []


def test_the_address_of_a_source_may_change_with_its_digits_and_no_figure_beside_it(plan):
    uid = plan["facts"][0]["uid"]
    plan["facts"][0]["source"] = "Census 2011, https://census.example/2001/a.pdf"

    def said(new):
        return refusals(plan, corrected(plan, [{"path": f"facts/{uid}/source", "new": new}]))

    assert said("Census 2011, https://census.example/2011/b.pdf") == []
    assert len(said("Census 2001, https://census.example/2001/a.pdf")) == 1


def test_a_list_of_sentences_keeps_its_length_and_other_places(plan):
    uid = plan["products"][0]["uid"]
    shorter = copy.deepcopy(plan)
    shorter["products"][0]["strengths"] = ["Soils"]

    assert len(refusals(plan, shorter)) == 1
    assert refusals(plan, corrected(plan, [{"path": f"products/{uid}/strengths/1", "new": "Waters"}])) == []
    for path in (
        f"products/{uid}/strengths/2", f"products/{uid}/strengths/x", "products/none/text", "targets", "", "sections/1",
        f"targets/{plan['targets'][0]['uid']}/note/more", "sections/99/text", "/", "title/x",
    ):  # fmt: skip
        with pytest.raises(NoSuchPlace):
            corrected(plan, [{"path": path, "new": "x"}])


def test_numbers_are_read_in_their_order():
    assert numbers_in("०९१० and १,४३,८४३.१९") == ("0910", "1,43,843.19")
    assert numbers_in("FY 2022–23") == numbers_in("FY 2022-23")
    assert numbers_in("see https://x.in/2023", without_addresses=True) == ()


# The way of an erratum.


@pytest.mark.django_db
def test_an_erratum_is_published_beside_the_text_it_corrects():
    office = an_office()
    version = published(office)
    before = stage_of([office.district.pk], ON)

    erratum = an_erratum(office, version)
    assert (erratum.number, erratum.state, authors_of(erratum)) == ("1.1", State.DRAFT, {office.officer.person_id})
    with pytest.raises(MovedOn):
        workflow.publish_erratum(erratum, by=office.publisher, at=LATER)
    erratum = workflow.submit_erratum(erratum, by=office.officer, at=LATER)
    with pytest.raises(NotAllowed):
        workflow.publish_erratum(erratum, by=office.officer, at=SOON)
    assert queries.public_json_bytes(erratum) is None

    erratum = workflow.publish_erratum(erratum, by=office.publisher, at=SOON, seen=erratum.row_version)
    version.refresh_from_db()

    # The decision stands where it stood, and so does the stage of the place.
    assert (version.state, erratum.state) == (State.PUBLISHED, State.PUBLISHED)
    assert stage_of([office.district.pk], ON) == before
    assert list(queries.published_versions()) == [version]
    assert list(queries.texts_in_force()) == [erratum]
    adopted = paper_of_last_tabling(version)
    written = json.loads(queries.public_json_bytes(erratum))
    assert sha256_hex(queries.public_json_bytes(erratum)) == erratum.errata_paper_id
    assert written["format"] == "deap-errata/1"
    assert written["corrects"] == {"format": "deap/1", "resolution": version.resolution.number, "sha256": adopted.sha256}
    assert written["corrections"] == [
        {
            "path": "sections/1/text",
            "old": "What stands under head 1.",
            "new": "What stood under head 1.",
            "reason": "A slip of the pen.",
        }
    ]
    text = corrected(json.loads(bytes(adopted.content)), written["corrections"])
    assert sha256_hex(canonical_bytes(text)) == written["corrected_sha256"]
    # Both ways of asking, and a second press.
    place = version.plan.place
    assert queries.plan_page(place).version == erratum
    assert queries.plan_page(place, "1").version == erratum
    assert queries.plan_page(place, "1.0").version == version
    assert queries.plan_page(place, "1.0").corrected_by == erratum
    with pytest.raises(MovedOn, match="published already"):
        workflow.publish_erratum(erratum, by=office.publisher, at=SOON)
    assert check_all() == (2, [], [])
    verbs = list(events_of(erratum).order_by("id").values_list("verb", "is_public"))
    assert verbs == [
        ("plan.erratum_started", False), ("plan.correction_written", False), ("plan.erratum_submitted", False),
        ("plan.erratum_published", True),
    ]  # fmt: skip
    assert "What stood" not in json.dumps(list(Event.objects.filter(target_id=str(erratum.pk)).values_list("data", flat=True)))


@pytest.mark.django_db
def test_what_is_material_or_nothing_is_refused_with_a_sentence_and_nothing_is_written():
    office = an_office()
    version = published(office)
    erratum = workflow.start_erratum(version, by=office.officer, at=LATER)
    paper = queries.text_of(version).data
    target, product = paper["targets"][0]["uid"], paper["products"][0]["uid"]
    hopeless = [
        (f"targets/{target}/target/value", "75.80"),
        (f"targets/{target}/baseline/fy", "2022-23"),
        (f"targets/{target}/unit/label", "US$ million"),
        (f"targets/{target}/unit/code", "usd_million"),
        (f"products/{product}/hs/0/code", "0910"),
        (f"products/{product}/product/code", "carpets"),
        ("sections/1/text", "What stands under head 7."),
        ("period/to", "2028-29"),
        ("file_number", "DIC-ERD/EXP/2025/12"),
    ]

    for path, new in hopeless:
        with pytest.raises((Material, NoSuchPlace)) as said:
            workflow.correct(erratum, path=path, new=new, reason="Why.", by=office.officer, at=LATER)
        assert "committee" in str(said.value) or "places" in str(said.value), path
    same = "What stands under head 1."
    for new, reason in (("", "Why."), (same, "Why."), ("Other words 1.", ""), ("Other \u202ewords 1.", "Why.")):
        with pytest.raises(BadCorrection):
            workflow.correct(erratum, path="sections/1/text", new=new, reason=reason, by=office.officer, at=LATER)
    with pytest.raises(NothingCorrected):
        workflow.submit_erratum(erratum, by=office.officer, at=LATER)
    # Rows written past the form are refused at the submission: the difference decides.
    with transaction.atomic():
        one = Correction.objects.create(
            version=erratum, path=f"targets/{target}/target/value", old="74.80", new="99.00", reason="A slip."
        )
        with pytest.raises(Material, match="Target"):
            workflow.submit_erratum(erratum, by=office.officer, at=LATER)
        one.delete()
    assert not Correction.objects.exists()
    assert authors_of(erratum) == set()


@pytest.mark.django_db
def test_strangers_authors_signers_and_stale_tabs_do_nothing():
    office = an_office()
    version = published(office)
    ra = make_ra([office.district], officer="K. Menon")
    for one in (stranger(), an_office("Agra", "Uttar Pradesh").officer, office.depc.user("member"), office.hq):
        with pytest.raises(NotAllowed):
            workflow.start_erratum(version, by=one, at=LATER)
    erratum = workflow.start_erratum(version, by=office.officer, at=LATER)
    seen = erratum.row_version
    words = {"path": "sections/2/text", "new": "What stands below head 2.", "reason": "Wording."}
    with pytest.raises(NotAllowed):
        workflow.correct(erratum, **words, by=stranger(), at=LATER)
    workflow.correct(erratum, **words, by=ra, at=LATER, seen=seen)
    with pytest.raises(MovedOn):
        workflow.correct(erratum, **words, by=office.officer, at=LATER, seen=seen)
    with pytest.raises(AlreadyCorrecting):
        workflow.start_erratum(version, by=office.officer, at=LATER)
    erratum.refresh_from_db()
    erratum = workflow.submit_erratum(erratum, by=office.officer, at=LATER)

    for one in (ra, stranger(), office.convener, office.depc.user("member"), office.depc.user("chair")):
        with pytest.raises(NotAllowed):
            workflow.publish_erratum(erratum, by=one, at=LATER)
    with mock.patch("plans.conditions.person_of", return_value=version.resolution.signed_by), pytest.raises(NotAllowed):
        workflow.publish_erratum(erratum, by=office.publisher, at=LATER)
    with pytest.raises(MovedOn):
        workflow.publish_erratum(erratum, by=office.publisher, at=LATER, seen=erratum.row_version - 1)

    # Its rows are frozen, and it goes no way of a version.
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(version=erratum).update(new="Forged.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(version=erratum).delete()
    section = Section.objects.filter(version=version).first()
    erratum = workflow.take_back_erratum(erratum, by=office.officer, at=LATER)
    for refused in (
        lambda: workflow.table(erratum, by=office.convener, at=LATER),
        lambda: workflow.withdraw(erratum, by=office.convener, remark="x", at=LATER),
        lambda: workflow.open_consultation(erratum, until=LATER.date() + timedelta(9), by=office.convener, at=LATER),
    ):
        with pytest.raises(OfAnotherKind):
            refused()
    with pytest.raises(OfAnotherKind):
        workflow.submit_erratum(version, by=office.officer, at=LATER)
    with pytest.raises(MovedOn):
        rows.save_row(Section, {"text": "x"}, version=erratum, pk=section.pk, row_version=1, by=office.officer, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanVersion.objects.filter(pk=erratum.pk).update(state=State.TABLED)
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanVersion.objects.filter(pk=erratum.pk).update(state=State.SUBMITTED)
    erratum.refresh_from_db()
    workflow.withdraw_erratum(erratum, by=office.officer, at=LATER)
    assert workflow.start_erratum(version, by=office.officer, at=SOON).number == "1.1"


@pytest.mark.django_db
def test_the_next_erratum_takes_over_the_corrections_and_follows_the_fate_of_its_text():
    office = an_office()
    version = published(office)
    first = workflow.publish_erratum(an_erratum(office, version, submitted=True), by=office.publisher, at=LATER)
    second = workflow.start_erratum(version, by=office.officer, at=SOON)

    assert [one.path for one in second.corrected_places.all()] == ["sections/1/text"]
    assert authors_of(second) == set()
    with pytest.raises(NothingCorrected):
        workflow.submit_erratum(second, by=office.officer, at=SOON)
    words = {"path": "sections/2/text", "new": "What stands below head 2.", "reason": "Wording."}
    workflow.correct(second, **words, by=office.officer, at=SOON)
    second.refresh_from_db()
    second = workflow.submit_erratum(second, by=office.officer, at=SOON)
    second = workflow.publish_erratum(second, by=office.publisher, at=SOON)
    first.refresh_from_db()
    assert (first.state, second.number, second.state) == (State.SUPERSEDED, "1.2", State.PUBLISHED)
    with pytest.raises(NotInForce):
        workflow.start_erratum(second, by=office.officer, at=SOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanVersion.objects.filter(pk=second.pk).update(errata_paper=first.errata_paper)

    order = {"order": "DoC/1", "reason": "Under inquiry.", "on": ON}
    suspended = workflow.suspend(version, **order, by=office.hq, at=SOON)
    second.refresh_from_db()
    assert (second.state, second.suspended_order) == (State.SUSPENDED, "DoC/1")
    assert queries.texts_in_force().count() == 0
    with pytest.raises(NotInForce):
        workflow.start_erratum(suspended, by=office.officer, at=SOON)
    version = workflow.resume(suspended, order="DoC/2", by=office.hq, at=SOON)
    second.refresh_from_db()
    assert second.state == State.PUBLISHED

    waiting = workflow.start_erratum(version, by=office.officer, at=SOON)
    words = {"path": "sections/3/text", "new": "What stands below head 3.", "reason": "Wording."}
    workflow.correct(waiting, **words, by=office.officer, at=SOON)
    waiting.refresh_from_db()
    waiting = workflow.submit_erratum(waiting, by=office.officer, at=SOON)
    version.refresh_from_db()
    version.office = office
    newer = next_published(office, version)
    version.refresh_from_db()
    second.refresh_from_db()
    assert (version.state, second.state, newer.state) == (State.SUPERSEDED, State.SUPERSEDED, State.PUBLISHED)
    assert list(queries.texts_in_force()) == [newer]
    with pytest.raises(NotInForce):
        workflow.publish_erratum(waiting, by=office.publisher, at=LATER + timedelta(days=30))
    # What the committee adopted next is what was written, not what an erratum of the last text said.
    assert queries.text_of(newer).section(1).text == queries.text_of(version).section(1).text
    assert check_all()[1:] == ([], [])


@pytest.mark.django_db
def test_a_failed_publication_leaves_nothing_behind():
    office = an_office()
    version = published(office)
    erratum = an_erratum(office, version, submitted=True)

    with mock.patch("plans.workflow.moving.record", side_effect=RuntimeError), pytest.raises(RuntimeError):
        workflow.publish_erratum(erratum, by=office.publisher, at=SOON)

    erratum.refresh_from_db()
    assert (erratum.state, erratum.published_at) == (State.SUBMITTED, None)
