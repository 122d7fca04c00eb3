"""The rules plans are checked by, for everybody; how a published text stood against them, and what was waived."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from plans import checks, rows, workflow
from plans.models import Tabling, Waiver
from plans.tests.factories import TABLED, a_written_draft, adopted, an_office, published, tabled

pytestmark = pytest.mark.django_db

BASE = "/districts/tamil-nadu/erode/plan/"
WHY = "The State has not fixed the period yet."


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.mark.parametrize("prefix", ["", "/hi"])
def test_the_page_of_rules_is_made_from_the_checks(client, prefix):
    page = client.get(f"{prefix}/plans/rules/").content.decode()

    assert [module.NUMBER for module in checks.CHECKS if f'id="rule-{module.NUMBER}"' not in page] == []
    assert page.count("<tr id=") == len(checks.CHECKS)
    if prefix:
        assert "The plan has a target" not in page
    else:
        assert page.count("</span></td></tr>") == len(checks.CHECKS)
    assert f"{prefix}/plans/rules/" in client.get(f"{prefix}/about/").content.decode()


def test_a_published_plan_shows_the_frozen_score_the_findings_and_the_waivers(client):
    office = an_office()
    version = a_written_draft(office, at=TABLED - timedelta(days=14))
    no_period = {"period_from_fy": "", "period_to_fy": "", "file_number": ""}
    rows.save_version(version, no_period, row_version=version.row_version, by=office.officer, at=TABLED - timedelta(days=1))
    version.refresh_from_db()
    workflow.grant_waiver(version, check=2, reason=WHY, until=TABLED.date(), by=office.hq, at=TABLED)
    version = tabled(office, version=version)
    waiting = client.get(BASE)
    version = published(office, version=adopted(office, version=version))
    cache.clear()

    page = client.get(BASE).content.decode()
    hindi = client.get(f"/hi{BASE}").content.decode()

    assert waiting.status_code == 404
    tabling = Tabling.objects.get(version=version)
    # The waiver was over long before anybody read this; the score stays as it was frozen.
    assert Waiver.objects.get().until < version.published_on
    assert f"11 of 11 heads filled, {tabling.score['passed']} of {len(checks.CHECKS)} checks passed" in page
    assert "1 error waived" in page
    assert WHY in page
    assert "The cover names no file number" in page
    assert 'href="/plans/rules/#rule-32"' in page
    assert 'href="/hi/plans/rules/#rule-32"' in hindi
    assert WHY in hindi
    api = client.get("/api/v1/plans/573/").json()
    assert api["score"] == tabling.score
    assert api["waivers"] == [
        {
            "check_number": 2,
            "title": checks.title_of(2),
            "about": "",
            "reason": WHY,
            "granted_by": Waiver.objects.get().granted_by_label,
            "granted_on": TABLED.date().isoformat(),
            "until": TABLED.date().isoformat(),
        }
    ]
    assert [api["waivers"][0][shown] in page for shown in ("title", "reason", "granted_by")] == [True, True, True]
    [listed] = client.get("/api/v1/plans/").json()["results"]
    assert listed == api
    assert "The cover names no file number" not in hindi
