"""The day a reader asks about: understood, or refused with a sentence."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.clock import today
from plans.tests.factories import a_draft, an_office
from public import as_of

pytestmark = pytest.mark.django_db

TEXT, TIME = re.compile(r"<[^>]+>"), re.compile(r"</?time[^>]*>")


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def read(client):
    def page(address):
        answer = client.get(address)
        assert answer.status_code == 200, address
        return re.sub(r"\s+", " ", TEXT.sub(" ", TIME.sub("", answer.content.decode())))

    return page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("on=2999-01-01", "01-01-2999 lies in the future, and nothing is recorded of it."),
        ("on=31-02-2026", "“31-02-2026” is no day. Write it as 31-03-2026 or 2026-03-31."),
        ("on=yesterday", "“yesterday” is no day."),
        ("on=2025-08-30&known=2025-08-01", "By 01-08-2025 nothing of 30-08-2025 could be recorded."),
        ("known=31/12/2999", "31-12-2999 lies in the future"),
    ],
)
@pytest.mark.parametrize("door", ["/plans/", "/states/goa/"])
def test_a_day_that_cannot_be_shown_gets_a_sentence_and_today(client, read, door, asked, sentence):
    address = f"{door}?{asked}"

    assert sentence in read(address)
    assert f"As it is today, {today():%d-%m-%Y}." in read(address)
    assert f'value="{asked.split("=")[-1]}"' in client.get(address).content.decode()


def test_a_day_is_understood_in_more_than_one_hand():
    wanted = date(2026, 3, 31)
    for text in ("2026-03-31", "31-03-2026", "31/3/2026", "31.03.2026", "३१-०३-२०२६"):
        assert as_of.day_written(text) == wanted


def test_nothing_recorded_at_all_is_said(read):
    assert "No plan is recorded on this portal yet." in read("/plans/")


def test_a_page_of_a_day_costs_the_same_with_one_plan_and_with_three_and_one_query_unchanged(client):
    address = "/plans/?on=2025-08-30&known=2025-12-31"

    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        return len(queries), answer["ETag"]

    a_draft(an_office())
    one = cost()[0]
    a_draft(an_office("Salem"))
    a_draft(an_office("Agra", "Uttar Pradesh"))
    three, tag = cost()

    assert (one, three) == (9, 9)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert len(queries) == 1
