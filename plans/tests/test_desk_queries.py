"""A longer plan asks the database no more often, and a list no more with three rows than with one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Incentive, ProfileFact, TrainingNeed
from plans.rows import save_row
from plans.states import State
from plans.tests.desk import at_desk, form_of, plan_url, row_url
from plans.tests.factories import (
    WRITTEN,
    add_bottleneck,
    add_intervention,
    add_target,
    an_office,
    paper_of_last_tabling,
    tabled,
    version_in,
)

pytestmark = pytest.mark.django_db


def asked(client, address):
    """How often one request asks the database, once caches are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_opening_a_plan_asks_as_often_with_one_row_more_of_each_kind_as_with_three():
    version = version_in(State.DRAFT)
    client = at_desk(version.office.officer)
    counts = []

    for more in (1, 2):
        for n in range(more):
            hurdle = add_bottleneck(version, statement=f"Another, {n}.")
            whole = add_intervention(version, bottlenecks=[hurdle])
            add_intervention(version, parent=whole, cost_rupees=None)
            add_target(version, fy="2027-28")
            for model, values in (
                (TrainingNeed, {"subject": "Packing", "persons_value": "10"}),
                (Incentive, {"scheme": "A scheme", "government": "state"}),
                (ProfileFact, {"head": 2, "code": "msme_units", "value": "12", "fy": "2024-25", "source": "DIC"}),
            ):
                save_row(model, values, version=version, by=version.office.officer, at=WRITTEN)
        counts.append(asked(client, plan_url(version)))

    assert counts[0] == counts[1]


def test_reading_a_paper_asks_as_often_however_long_it_is():
    short = version_in(State.TABLED)
    office = an_office("Agra", "Uttar Pradesh")
    longer = version_in(State.DRAFT, office=office)
    for n in range(3):
        add_bottleneck(longer, statement=f"Another, {n}.", no_intervention_reason="Out of reach.")
    longer.refresh_from_db()
    longer.office = office
    longer = tabled(office, version=longer)

    def count(version, officer):
        return asked(at_desk(officer), reverse("paper", args=[paper_of_last_tabling(version).sha256]))

    assert count(short, short.office.officer) == count(longer, office.officer)


def test_my_districts_ask_as_often_for_one_as_for_three():
    version = version_in(State.DRAFT)
    one = at_desk(version.office.officer)
    few = asked(one, reverse("desk-districts"))
    for name in ("Salem", "Namakkal"):
        version_in(State.DRAFT, office=an_office(name, "Tamil Nadu"))
    state = at_desk(version.office.depc.state_officer)

    rows = state.get(reverse("desk-districts"), {"q": "erode"}).context["rows"]
    narrow = asked(state, reverse("desk-districts") + "?q=erode")
    wide = asked(state, reverse("desk-districts"))

    assert [row["place"].name for row in rows] == ["Erode"]
    assert narrow == wide
    assert abs(few - narrow) <= 2


def test_saving_a_row_asks_as_often_in_a_longer_plan():
    version = version_in(State.DRAFT)
    client = at_desk(version.office.officer)
    row = version.incentives.first()
    address = row_url(version, "incentives", row)
    counts = []

    for n in range(2):
        sent = form_of(client.get(address)) | {"support": f"Half of the rent, {n}."}
        with CaptureQueriesContext(connection) as queries:
            assert client.post(address, sent).status_code == 302
        counts.append(len(queries))
        for more in range(3):
            add_target(version, fy="2027-28", note=str(more))

    assert counts[0] == counts[1]
