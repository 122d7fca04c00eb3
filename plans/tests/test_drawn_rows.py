"""The rows of a plan's page are made in Python: what somebody typed into any of them arrives as text, never as HTML."""

import pytest

from plans import rows
from plans.admin import drawn_rows
from plans.models import Incentive, ProfileFact, TrainingNeed
from plans.tests.desk import at_desk, plan_url
from plans.tests.factories import WRITTEN, a_draft, add_bottleneck, add_chapter, add_intervention, add_target, an_office

NASTY = "<i>\"Jute\" & 'sisal'</i>"
ESCAPED = "&lt;i&gt;&quot;Jute&quot; &amp; &#x27;sisal&#x27;&lt;/i&gt;"


@pytest.mark.django_db
def test_what_is_typed_into_any_row_is_shown_as_text():
    version = a_draft(an_office())
    save = {"version": version, "by": version.office.officer, "at": WRITTEN}
    fact = {
        "head": 1,
        "code": "other",
        "fy": "2011-12",
        "label": f"1 {NASTY}",
        "value": "1",
        "unit": f"2 {NASTY}",
        "source": f"3 {NASTY}",
    }
    rows.save_row(ProfileFact, fact, **save)
    add_chapter(version, text=f"4 {NASTY}", production_source=f"5 {NASTY}", destinations=[f"6 {NASTY}"])
    hurdle = add_bottleneck(version, statement=f"7 {NASTY}", evidence=f"8 {NASTY}", raised_by=f"9 {NASTY}")
    words = {"title": f"10 {NASTY}", "description": f"11 {NASTY}", "lead_text": f"12 {NASTY}", "output": f"13 {NASTY}"}
    add_intervention(version, bottlenecks=[hurdle], **words)
    add_target(version, metric_label=f"14 {NASTY}", baseline_source=f"15 {NASTY}")
    training = {"subject": f"16 {NASTY}", "audience": f"17 {NASTY}", "provider": f"18 {NASTY}"}
    rows.save_row(TrainingNeed, training, **save)
    incentive = {"scheme": f"19 {NASTY}", "support": f"20 {NASTY}", "government": "union"}
    rows.save_row(Incentive, incentive, **save)

    page = at_desk(version.office.officer).get(plan_url(version)).content.decode()

    assert [n for n in range(1, 21) if f"{n} {ESCAPED}" not in page] == []
    assert page.count("<i>") == 0
    assert page.count("'sisal'") == 0


def test_a_part_that_is_text_is_escaped_and_html_of_ours_is_not():
    assert drawn_rows._filled("<p>{}{}</p>", "<b>", drawn_rows._filled("<i>{}</i>", "&")) == "<p>&lt;b&gt;<i>&amp;</i></p>"
