"""Whatever stands in a plan comes back from its workbook as it was, and so does what was changed meanwhile."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports.workbook.trial import take_in, try_workbook
from imports.workbook.writing import workbook_of
from plans import rows
from plans.freezing import frozen_bytes, paper_of
from plans.models import Intervention, PlanVersion, ProductChapter, ProfileFact, Section, Target, TrainingNeed
from plans.tests.factories import LATER

pytestmark = pytest.mark.django_db

LETTERS = st.sampled_from(list("aZ09 =+-@'\"<>&;,.\n\t_%₹") + ["_x0041_", "_x000D_", "क", "ि", "ँ", "\u200d", "\u00a0", "ي", "𝒳"])
prose = st.lists(LETTERS, max_size=20).map("".join).map(str.strip)
line = prose.map(lambda text: text.replace("\n", " ").replace("\t", " ").strip())
entries = st.lists(line.filter(bool), max_size=3)
decimals = st.builds(
    lambda whole, scale: str(whole) if not scale else f"{whole}.{'0' * (scale - 1)}{whole % 10}",
    st.integers(0, 10**9),
    st.integers(0, 5),
)
year = st.sampled_from(["2011-12", "2023-24", "2099-00"])
no_figure = st.sampled_from(["missing", "not_applicable", "withheld"])


def figure(name, column=None, with_it=None):
    """A figure with all it needs, or the reason why there is none."""
    column = column or f"{name}_value"
    given_one = st.fixed_dictionaries({column: decimals, f"{name}_state": st.just("value")} | (with_it or {}))
    return given_one | st.fixed_dictionaries({column: st.none(), f"{name}_state": no_figure})


def together(*parts, **fields):
    return st.builds(
        lambda fixed, *others: {key: value for part in (fixed, *others) for key, value in part.items()},
        st.fixed_dictionaries(fields),
        *parts,
    )


some_day = st.dates(date(1990, 1, 1), date(2099, 1, 1))
sourced = line.map(lambda text: text or "DIC")
VALUES = {
    ProfileFact: together(figure("value", "value", {"fy": year, "source": sourced}), note=prose),
    ProductChapter: together(
        figure("production", with_it={"production_unit": sourced, "production_fy": year, "production_source": sourced}),
        figure("exporters", with_it={"exporters_as_of": some_day, "exporters_source": sourced}),
        text=prose,
        destinations=entries,
        threats=entries,
    ),
    Target: together(
        figure("baseline", with_it={"baseline_fy": year, "baseline_source": sourced}), note=prose, baseline_note=prose
    ),
    Intervention: together(
        st.fixed_dictionaries({"cost_rupees": st.integers(0, 10**14), "cost_state": st.just("value")})
        | st.fixed_dictionaries({"cost_rupees": st.none(), "cost_state": no_figure}),
        description=prose,
        supporting=entries,
        due_on=st.none() | st.dates(date(2027, 1, 1), date(2099, 1, 1)),
        start_on=st.none(),
        horizon=st.sampled_from(["", "short", "long"]),
    ),
    TrainingNeed: together(figure("persons"), audience=line, provider=line),
}
VALUES[Section] = together(text=prose, not_applicable_reason=st.just(""))
some_values = st.fixed_dictionaries(VALUES)


def write(version, values):
    for model, fields in values.items():
        row = model.objects.filter(version=version).order_by("pk").first()
        rows.save_row(
            model,
            fields,
            version=version,
            pk=row.pk,
            row_version=row.row_version,
            by=version.office.officer,
            at=LATER,
        )


@given(first=some_values, second=some_values, language=st.sampled_from(["en", "hi"]))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_plan_comes_back_from_its_workbook_byte_for_byte(a_full_draft_once, first, second, language):
    version, office = a_full_draft_once
    version = PlanVersion.objects.get(pk=version.pk)
    version.office = office
    doing = {"take_out": False, "by": office.officer, "at": LATER}

    with transaction.atomic():
        write(version, first)
        before = frozen_bytes(paper_of(version))
        with translation.override(language):
            content = workbook_of(version)
        untouched = try_workbook(version, content, **doing)
        write(version, second)
        trial = try_workbook(version, content, **doing)
        take_in(version, content, stamp=trial.stamp, replaces_newer=True, confirms_removal=False, **doing)
        after = frozen_bytes(paper_of(version))
        transaction.set_rollback(True)

    assert ([str(fault) for fault in untouched.faults], untouched.changes) == ([], [])
    assert [str(fault) for fault in trial.faults] == []
    assert after == before
