"""The desk's pages of data requests: asking, the short form of the answer, who owes what, taking and sending back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.appointing import end_posting
from accounts.correcting import change_post
from accounts.tests.factories import a_district, make_auditor, make_depc_posts, make_hq, post_of, stranger
from accounts.waiting import waiting_for
from common.clock import now, today
from plans import asking, rows, workflow
from plans.models import AskedFact, DataRequest, ProfileFact
from plans.tests.desk import at_desk, form_of, plan_url, text_of
from plans.tests.factories import LATER, a_draft, a_written_draft, an_office, tabled

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return a_draft()


def member(version):
    return version.office.depc.user("member")


def asked_for(version, *codes, press="one", questions=(), days=14):
    """A request to the bank's post, due in two weeks from today."""
    known = {one.code: one for one in asking.askable(version, 1)}
    return workflow.ask_for_data(
        version,
        head=1,
        post_asked=post_of(member(version)),
        due_on=today() + timedelta(days=days),
        asks=[*(known[code] for code in codes), *(asking.question(line) for line in questions)],
        press=press,
        by=version.office.convener,
        at=LATER,
    )


def answer_url(request):
    return reverse("desk-data-request", args=[request.pk])


def list_url(version):
    return reverse("desk-data-requests", args=[version.pk])


FIGURE = {"1-figure_0": "24,05,890", "source": "Census cell", "as_of": "2025-03-31"}


def test_the_convener_asks_from_the_head_and_sees_who_owes_what_on_the_plan(version):
    desk = at_desk(version.office.convener)
    address = reverse("desk-data-ask", args=[version.pk, 1])
    assert address in text_of(desk.get(plan_url(version)))
    sent = form_of(desk.get(address)) | {
        "post_asked": post_of(member(version)).pk,
        "due_on": (today() + timedelta(days=7)).isoformat(),
        "facts": ["fact-population", "fact-area_sq_km"],
        "other_facts": "Cold stores (tonnes)",
        "questions": "Which laboratories test?",
    }

    response = desk.post(address, sent)

    made = DataRequest.objects.get()
    assert response["Location"] == f"{list_url(version)}#request-{made.pk}"
    assert [fact.label for fact in made.facts.all()] == [
        "Population, persons",
        "Area, sq km",
        "Cold stores",
        "Which laboratories test?",
    ]
    plan = text_of(desk.get(plan_url(version)))
    assert "Lead District Manager, Erode" in plan
    assert "0 of 4 facts given" in plan
    # The second press of a double click.
    assert desk.post(address, sent).status_code == 302
    assert DataRequest.objects.count() == 1


def test_a_request_without_a_fact_or_with_a_day_gone_by_is_refused_at_the_fields_and_keeps_what_was_typed(version):
    desk = at_desk(version.office.convener)
    address = reverse("desk-data-ask", args=[version.pk, 9])
    sent = {"post_asked": post_of(member(version)).pk, "due_on": "2020-01-01", "questions": "", "words": "From the returns."}
    response = desk.post(address, sent)
    assert response.status_code == 422
    page = text_of(response)
    assert "Give a day from today on" in page
    assert "Choose at least one fact, or write what is asked." in page
    assert "From the returns." in page
    assert DataRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"other_facts": "(tonnes)"}, "Name what is asked."),
        ({"questions": "\u200b"}, "Name what is asked."),
        ({"other_facts": "Cold stores\ncold stores"}, "The same is asked twice."),
        ({"other_facts": "x" * 201}, "at most 200 characters"),
        ({"other_facts": f"Cold stores ({'x' * 41})"}, "at most 40 characters"),
        ({"questions": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_names_nothing_names_one_thing_twice_or_is_too_long_to_keep_is_refused_not_cut(version, typed, sentence):
    sent = {"post_asked": post_of(member(version)).pk, "due_on": (today() + timedelta(days=7)).isoformat(), **typed}
    response = at_desk(version.office.convener).post(reverse("desk-data-ask", args=[version.pk, 1]), sent)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert DataRequest.objects.count() == 0


def test_the_holder_of_the_post_finds_the_request_on_the_home_page_and_answers_in_part(version):
    request = asked_for(version, "population", "area_sq_km")
    waiting = [item for item in waiting_for(member(version), today()) if item.kind == "facts"]
    assert [item.url for item in waiting] == [answer_url(request)]
    desk = at_desk(member(version))
    page = text_of(desk.get(answer_url(request)))
    assert "Population, persons" in page
    # Of the plan nothing but what is asked.
    assert version.title not in page

    response = desk.post(answer_url(request), FIGURE)

    assert response.status_code == 302
    assert [(fact.state, str(fact.value), fact.source) for fact in request.facts.all()] == [
        ("answered", "2405890", "Census cell"),
        ("asked", "None", ""),
    ]
    assert [item.url for item in waiting_for(member(version), today()) if item.kind == "facts"] == [answer_url(request)]
    office = [item for item in waiting_for(version.office.officer, today()) if item.kind == "facts"]
    assert [item.url for item in office] == [list_url(version)]


def test_no_figure_is_chosen_and_an_empty_box_is_no_answer(version):
    request = asked_for(version, "population", "area_sq_km")
    desk = at_desk(member(version))
    desk.post(answer_url(request), {"1-figure_1": "missing", "1-words": "Not counted."})
    assert list(request.facts.values_list("state", "value_state")) == [("answered", "missing"), ("asked", "missing")]
    # Opened again, the form says what was answered.
    assert form_of(desk.get(answer_url(request)))["1-figure_1"] == "missing"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"1-figure_0": "24,05,890"}, "Give the source: the register, return or report the figure stands in."),
        ({"1-figure_0": "12.34.56", "source": "x", "fy": "2024-25"}, "12.34.56"),
        ({}, "Nothing new is filled in, so nothing was sent."),
        ({"1-figure_0": "5", "1-figure_1": "withheld"}, "A figure is typed and “Withheld” is chosen."),
        ({"1-figure_0": "5", "source": "x", "fy": "2024-26"}, "2024-26"),
        ({"1-figure_0": "9" * 30, "source": "x", "fy": "2024-25"}, "is not a number the portal can keep."),
        ({"1-figure_0": "1.1234567", "source": "x", "fy": "2024-25"}, "Give at most six decimals."),
        ({"1-figure_0": "", "1-words": "No block counts it."}, "or choose why there is none."),
    ],
)
def test_a_bad_answer_gets_a_sentence_and_what_was_typed_stays(version, sent, sentence):
    request = asked_for(version, "population")
    response = at_desk(member(version)).post(answer_url(request), sent)
    assert response.status_code in (409, 422)
    page = text_of(response)
    assert sentence in page
    if "1-figure_0" in sent:
        assert f'value="{sent["1-figure_0"]}"' in page
    assert request.facts.get().state == "asked"


def test_an_office_enters_a_letter_only_with_its_number(version):
    request = asked_for(version, "population")
    desk = at_desk(version.office.officer)
    assert "Give the number and date of the letter" in text_of(desk.post(answer_url(request), FIGURE))
    assert desk.post(answer_url(request), FIGURE | {"reference": "LDM/44 of 20-06-2025"}).status_code == 302
    assert request.facts.get().reference == "LDM/44 of 20-06-2025"


def test_the_answer_stands_beside_what_the_plan_says_now_and_is_taken_with_one_press():
    version = a_written_draft()
    request = asked_for(version, "area_sq_km")
    at_desk(member(version)).post(answer_url(request), FIGURE | {"1-figure_0": "5,722.00"})
    desk = at_desk(version.office.officer)
    page = text_of(desk.get(list_url(version)))
    assert "5,760.00, 2011-12, Census of India 2011" in page
    assert "5,722.00" in page
    row = ProfileFact.objects.get()
    sent = {"seen": f"1.1.{row.row_version}"}
    address = reverse("desk-data-take", args=[version.pk, request.pk])

    assert desk.post(address, sent)["Location"] == f"{list_url(version)}#request-{request.pk}"
    assert "1 answer is in the plan now." in text_of(desk.get(list_url(version)))

    row.refresh_from_db()
    assert (str(row.value), row.source, row.row_version) == ("5722.00", "Census cell", 2)
    # The second press of a double click takes nothing and says so.
    desk.post(address, sent)
    assert "The answer changed after this page was opened" in text_of(desk.get(list_url(version)))


@pytest.mark.parametrize("mark", ["", "1", "1.1", "9.1.0", "1.x.0", "1.1.7", "-1.1.0"])
def test_a_forged_mark_takes_nothing(version, mark):
    request = asked_for(version, "population")
    at_desk(member(version)).post(answer_url(request), FIGURE)
    desk = at_desk(version.office.officer)
    assert desk.post(reverse("desk-data-take", args=[version.pk, request.pk]), {"seen": mark}).status_code == 302
    assert (ProfileFact.objects.count(), request.facts.get().state) == (0, "answered")


def test_an_answer_is_sent_back_with_words_and_the_post_reads_them(version):
    request = asked_for(version, "population")
    at_desk(member(version)).post(answer_url(request), FIGURE)
    desk = at_desk(version.office.officer)
    address = reverse("desk-data-send-back", args=[version.pk, request.pk, 1])
    assert desk.post(address, form_of(desk.get(address)) | {"reason": ""}).status_code == 422
    assert desk.post(address, form_of(desk.get(address)) | {"reason": "Of which census?"}).status_code == 302
    page = text_of(at_desk(member(version)).get(answer_url(request)))
    assert "Of which census?" in page
    # The answer stands above the fields, not in them: sending another fact does not give it again.
    assert "24,05,890" in page
    assert 'value="24,05,890"' not in page
    at_desk(member(version)).post(answer_url(request), {"1-number": "1"})
    assert request.facts.get().state == "sent_back"


def test_a_stale_tab_does_not_write_over_a_newer_answer(version):
    request = asked_for(version, "population", "area_sq_km")
    desk = at_desk(member(version))
    desk.post(answer_url(request), FIGURE)
    stale = form_of(desk.get(answer_url(request)))
    desk.post(answer_url(request), form_of(desk.get(answer_url(request))) | {"1-figure_0": "99"})
    response = desk.post(answer_url(request), stale | {"2-figure_0": "5760", "2-source": "x", "2-fy": "2024-25"})
    assert response.status_code == 422
    assert "Another answer was given after this page was opened" in text_of(response)
    assert [str(fact.value) for fact in request.facts.all()] == ["99", "None"]


@pytest.mark.parametrize("day", ["9999-12-31", "1800-01-01"])
def test_a_day_on_which_nothing_was_counted_is_refused(version, day):
    request = asked_for(version, "population")
    response = at_desk(member(version)).post(answer_url(request), FIGURE | {"as_of": day})
    assert "Nothing was counted on that day yet" in text_of(response)
    assert request.facts.get().state == "asked"


def test_an_answer_without_a_note_leaves_the_note_that_stands(version):
    fact = {"head": 1, "code": "population", "value": "1", "fy": "2011-12", "source": "Census", "note": "Provisional."}
    rows.save_row(ProfileFact, fact, version=version, by=version.office.officer, at=LATER)
    request = asked_for(version, "population")
    at_desk(member(version)).post(answer_url(request), FIGURE)
    at_desk(version.office.officer).post(reverse("desk-data-take", args=[version.pk, request.pk]), {"seen": "1.1.1"})
    assert (str(ProfileFact.objects.get().value), ProfileFact.objects.get().note) == ("2405890", "Provisional.")


def test_a_request_to_a_post_abolished_since_says_so_to_those_who_write(version):
    asked_for(version, "population")
    post, hq = post_of(member(version)), version.office.hq
    end_posting(post.postings.get(), on=today(), by=hq, at=now())
    change_post(post, abolished_on=today(), by=hq, at=now())

    page = text_of(at_desk(version.office.officer).get(plan_url(version)))

    assert "the post was abolished: enter what comes by letter, or withdraw this and ask another post" in page


def test_the_convener_withdraws_a_request_after_reading_what_happens(version):
    request = asked_for(version, "population")
    desk = at_desk(version.office.convener)
    address = reverse("desk-data-withdraw", args=[version.pk, request.pk])
    assert "is owed no more" in text_of(desk.get(address))
    assert DataRequest.objects.get().withdrawn_at is None
    assert desk.post(address).status_code == 302
    assert DataRequest.objects.get().withdrawn_at is not None
    page = text_of(at_desk(member(version)).get(answer_url(request)))
    assert "The office withdrew this request" in page
    assert "Send the answers" not in page


STRANGERS = {
    "a stranger": lambda version: stranger(),
    "another member": lambda version: version.office.depc.user("member_2"),
    "a convener elsewhere": lambda version: make_depc_posts(a_district("Salem", "Tamil Nadu"))["convener"],
}


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_finds_a_request(version, who):
    request = asked_for(version, "population")
    desk = at_desk(STRANGERS[who](version))
    assert desk.get(answer_url(request)).status_code == 404
    assert desk.post(answer_url(request), FIGURE).status_code == 404
    assert desk.get(list_url(version)).status_code == 404
    assert desk.get(reverse("desk-data-ask", args=[version.pk, 1])).status_code == 404
    assert request.facts.get().state == "asked"


def test_the_post_that_is_asked_finds_its_request_and_nothing_more_of_the_draft(version):
    request = asked_for(version, "population")
    desk = at_desk(member(version))
    assert desk.get(answer_url(request)).status_code == 200
    assert desk.get(list_url(version)).status_code == 404
    assert desk.get(plan_url(version)).status_code == 404
    assert desk.post(reverse("desk-data-take", args=[version.pk, request.pk]), {"seen": "1.1.0"}).status_code == 404


@pytest.mark.parametrize("who", ["auditor", "hq"])
def test_whoever_reads_drafts_reads_requests_and_changes_nothing(version, who):
    request = asked_for(version, "population")
    at_desk(member(version)).post(answer_url(request), FIGURE)
    desk = at_desk(make_auditor() if who == "auditor" else make_hq())
    page = text_of(desk.get(list_url(version)))
    assert "24,05,890" in page
    assert "Take it into the plan" not in page
    desk.post(reverse("desk-data-take", args=[version.pk, request.pk]), {"seen": "1.1.0"})
    assert request.facts.get().state == "answered"


def test_from_the_tabling_on_members_who_read_the_paper_do_not_read_the_correspondence():
    office = an_office()
    version = a_written_draft(office)
    asked_for(version, "population")
    tabled(office, version=version)
    desk = at_desk(office.depc.user("member_2"))
    assert desk.get(plan_url(version)).status_code == 200
    assert desk.get(list_url(version)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_queries_for_one_request_and_for_three(version, count, django_assert_num_queries):
    for number in range(count):
        request = asked_for(version, "population", "area_sq_km", questions=["Who?"], press=f"press {number}")
        at_desk(member(version)).post(answer_url(request), FIGURE | {"2-figure_0": "5760", "3-words": "Nobody."})
    desk = at_desk(version.office.officer)
    desk.get(list_url(version))
    with django_assert_num_queries(10):
        desk.get(list_url(version))


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_of_the_answers_asks_the_same_queries_for_one_fact_and_for_three(version, count, django_assert_num_queries):
    request = asked_for(version, *["population", "area_sq_km", "literates"][:count])
    desk = at_desk(member(version))
    desk.get(answer_url(request))
    with django_assert_num_queries(9):
        desk.get(answer_url(request))


def test_an_answer_to_a_fact_that_is_not_of_the_request_is_nothing(version):
    first, second = asked_for(version, "population"), asked_for(version, "area_sq_km", "literates", press="two")
    at_desk(member(version)).post(answer_url(first), FIGURE | {"2-figure_0": "9"})
    assert list(second.facts.values_list("state", flat=True)) == ["asked", "asked"]
    assert AskedFact.objects.filter(state="answered").count() == 1
