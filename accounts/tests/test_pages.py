"""The officers' pages about people: who may open them, what they do, and that they say what went wrong."""

from datetime import date

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.appointing import appoint, ensure_post
from accounts.models import Person, Post, Posting
from accounts.moves import Move
from accounts.postings import holder
from accounts.queries import rows_of
from accounts.tests.factories import AT, ON, post_of
from audit.models import Event

pytestmark = pytest.mark.django_db

APPOINTERS = {"hq", "state_officer", "ra_officer"}
PAGES = {
    "admin:set-up": APPOINTERS,
    "admin:set-up-authority": {"hq", "data_officer"},
    "admin:set-up-state": APPOINTERS,
    "admin:set-up-links": APPOINTERS,
    "admin:posts": APPOINTERS,
    "admin:post-new": APPOINTERS,
}


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_to_those_who_appoint_and_tells_others_why_not(people, enter, name):
    for who, user in people.items():
        answer = enter(user).get(reverse(name))
        assert answer.status_code == (200 if who in PAGES[name] else 403), who
        if who not in PAGES[name]:
            assert "Only " in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_nobody_enters_without_signing_in(db, client, name):
    answer = client.get(reverse(name))

    assert (answer.status_code, answer["Location"]) == (302, f"/admin/login/?next={reverse(name)}")


@pytest.mark.parametrize("who", ["stranger", "member", "chair", "auditor"])
def test_the_home_page_of_others_shows_no_registers_of_people(people, enter, who):
    page = enter(people[who]).get("/admin/").content.decode()

    assert "/admin/accounts/" not in page
    assert "/admin/axes/" not in page


@pytest.mark.parametrize("who", ["stranger", "member", "chair", "auditor", "data_officer"])
def test_the_registers_of_people_stay_closed_to_others(people, enter, who):
    for model in ("person", "user", "post", "posting", "invitation"):
        assert enter(people[who]).get(f"/admin/accounts/{model}/").status_code == 403, model


def test_a_register_lists_what_is_within_reach_only(people, salem, enter):
    elsewhere = ensure_post("Collector of elsewhere", place=salem, duty="chair", by=people["hq"], at=AT)

    for who, seen in (("hq", True), ("state_officer", True), ("ra_officer", False)):
        page = enter(people[who]).get("/admin/accounts/post/?q=elsewhere").content.decode()
        assert (elsewhere.title in page) is seen, who
        status = enter(people[who]).get(f"/admin/accounts/post/{elsewhere.pk}/change/").status_code
        assert status == (200 if seen else 302), who


@pytest.mark.parametrize("model", ["person", "post", "posting", "invitation"])
def test_registers_are_read_and_not_written(people, enter, model):
    client = enter(people["hq"])

    assert client.get(f"/admin/accounts/{model}/").status_code == 200
    assert client.get(f"/admin/accounts/{model}/add/").status_code == 403


def test_headquarters_closes_an_account_and_the_record_says_so(people, enter):
    user = people["member"]
    client = enter(people["hq"])

    forged = {"is_active": "closed", "email": "forged@example.in", "is_superuser": "on"}
    client.post(f"/admin/accounts/user/{user.pk}/change/", forged)

    user.refresh_from_db()
    assert not user.is_active
    assert user.email != "forged@example.in"
    assert Event.objects.filter(verb="account_closed", target_id=str(user.pk)).count() == 1


def test_a_form_that_says_nothing_closes_no_account(people, enter):
    user = people["member"]

    answer = enter(people["hq"]).post(f"/admin/accounts/user/{user.pk}/change/", {})

    user.refresh_from_db()
    assert user.is_active
    assert "Say whether this account is open or closed. Nothing was changed." in answer.content.decode()


def test_an_account_saved_as_it_was_leaves_no_event(people, enter):
    user = people["member"]

    enter(people["hq"]).post(f"/admin/accounts/user/{user.pk}/change/", {"is_active": "open"})

    assert Event.objects.filter(verb__startswith="account_", target_id=str(user.pk)).count() == 0


def test_nobody_closes_their_own_account(people, enter):
    hq = people["hq"]
    enter(hq).post(f"/admin/accounts/user/{hq.pk}/change/", {"is_active": "closed"})

    hq.refresh_from_db()
    assert hq.is_active


def test_keys_of_second_factors_are_on_no_page():
    from django_otp.plugins.otp_totp.models import TOTPDevice

    assert TOTPDevice not in admin.site._registry


def test_a_model_admin_that_names_no_move_is_reference_data(people):
    from axes.models import AccessAttempt

    assert type(admin.site._registry[AccessAttempt]).view_move == Move.APPOINT
    for model_admin in admin.site._registry.values():
        assert hasattr(model_admin, "view_move"), model_admin


# Posts and holders


def test_the_list_shows_holder_vacancy_and_account(people, erode, enter):
    ensure_post("Handloom officer", place=erode, duty="member", by=people["hq"], at=AT)
    page = enter(people["ra_officer"]).get(reverse("admin:posts")).content.decode()

    assert "G. Devi Erode" in page
    assert "vacant, no holder recorded yet" in page
    assert "signs in" in page


def test_the_list_is_found_by_title_place_and_holder(people, salem, enter):
    ensure_post("Handloom officer", place=salem, by=people["hq"], at=AT)
    client = enter(people["hq"])

    def titles(query):
        return [row.post.title for row in client.get(f"{reverse('admin:posts')}?{query}").context["rows"]]

    assert titles("q=handloom") == ["Handloom officer"]
    assert titles("q=g.+devi") == ["General Manager, District Industries Centre"]
    assert titles("q=salem") == ["Handloom officer"]
    assert titles("vacant=1&q=handloom") == ["Handloom officer"]
    assert titles("q=nobody-at-all") == []
    assert client.get(f"{reverse('admin:posts')}?page=999&place=x").status_code == 200


def test_the_list_costs_the_same_queries_with_one_row_and_with_three(people, erode, enter, django_assert_num_queries):
    client, hq = enter(people["hq"]), people["hq"]
    client.get(reverse("admin:posts"))
    spent = []
    for number in (1, 2, 3):
        post = ensure_post(f"Counted officer {number}", place=erode, by=hq, at=AT)
        appoint(f"Person {number}", post, on=ON, by=hq, at=AT)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"{reverse('admin:posts')}?q=counted")
        assert len(page.context["rows"]) == number
        spent.append(len(queries))
        with django_assert_num_queries(4):
            rows_of([post] * number, ON)

    assert spent[0] == spent[2]


def test_a_post_changes_hands_on_its_page(people, enter):
    post = post_of(people["member"])
    answer = enter(people["ra_officer"]).post(
        reverse("admin:post-transfer", args=[post.pk]),
        {"holder": "B. Next", "valid_from": "2025-09-01", "order_number": "LDM/7"},
    )

    assert answer.status_code == 302
    assert holder(post, date(2025, 9, 1)).name == "B. Next"
    assert holder(post, date(2025, 8, 31)) == people["member"].person


def test_one_person_stays_one_person_by_the_address_they_sign_in_with(people, salem, enter):
    post = ensure_post("Lead District Manager", place=salem, duty="member", by=people["hq"], at=AT)
    enter(people["hq"]).post(
        reverse("admin:post-holder", args=[post.pk]),
        {"holder": people["member"].email.upper(), "kind": "additional_charge", "valid_from": "2025-09-01"},
    )

    assert holder(post, date(2025, 9, 1)) == people["member"].person


def test_a_posting_ends_on_its_page_and_the_post_is_vacant(people, enter):
    posting = Posting.objects.get(person=people["member"].person)
    client = enter(people["state_officer"])
    client.post(reverse("admin:posting-end", args=[posting.pk]), {"until": "2025-09-01"})

    assert holder(posting.post, date(2025, 9, 1)) is None
    again = client.post(reverse("admin:posting-end", args=[posting.pk]), {"until": "2025-09-02"})
    assert "has left Lead District Manager already; nothing was changed." in again.content.decode()


def test_an_invitation_to_the_address_of_the_office_is_refused(people, erode, enter):
    post = ensure_post("NABARD", place=erode, duty="member", office_email="nabard.erode@example.in", by=people["hq"], at=AT)
    client = enter(people["hq"])
    client.post(
        reverse("admin:post-holder", args=[post.pk]), {"holder": "N. New", "kind": "substantive", "valid_from": "2025-04-01"}
    )

    answer = client.post(reverse("admin:post-invite", args=[post.pk]), {"email": "NABARD.Erode@example.in"})

    assert "This is the address of the office" in answer.content.decode()
    assert client.post(reverse("admin:post-invite", args=[post.pk]), {"email": "n.new@example.in"}).status_code == 302


@pytest.mark.parametrize("name", ["admin:post-holder", "admin:post-transfer", "admin:post-invite"])
def test_a_post_out_of_reach_does_not_exist_for_the_asker(people, agra, enter, name):
    post = ensure_post("Collector", place=agra, duty="chair", by=people["hq"], at=AT)

    for who in ("ra_officer", "state_officer"):
        assert enter(people[who]).get(reverse(name, args=[post.pk])).status_code == 404
    assert enter(people["stranger"]).get(reverse(name, args=[post.pk])).status_code == 403


def test_a_new_post_is_offered_only_at_places_within_reach(people, erode, agra, enter):
    client = enter(people["ra_officer"])
    page = client.get(reverse("admin:post-new"))
    assert [place.name for place in page.context["form"].fields["place"].queryset] == ["Erode"]

    refused = client.post(reverse("admin:post-new"), {"place": agra.pk, "title": "Forged", "duty": "chair"})

    assert refused.status_code == 422
    assert not Post.objects.filter(title="Forged").exists()


def test_one_chooses_the_post_in_which_one_acts(people, erode, enter):
    second = ensure_post("Manager (Exports)", place=erode, duty="plan_officer", by=people["hq"], at=AT)
    appoint(people["convener"].person, second, kind="additional_charge", on=ON, by=people["hq"], at=AT)
    client = enter(people["convener"])
    assert client.get("/admin/").context["acting_post"] == post_of(people["convener"])

    client.post(reverse("account-choose-post"), {"post": second.pk, "next": "/admin/"})
    assert client.get("/admin/").context["acting_post"] == second

    client.post(reverse("account-choose-post"), {"post": post_of(people["chair"]).pk, "next": "https://elsewhere.example/"})
    assert client.get("/admin/").context["acting_post"] == second


def test_the_scan_of_an_order_is_kept_with_the_posting(people, enter):
    post = post_of(people["member"])
    scan = SimpleUploadedFile("order.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "application/pdf")

    answer = enter(people["hq"]).post(
        reverse("admin:post-transfer", args=[post.pk]),
        {"holder": "B. Next", "valid_from": "2025-09-01", "order_file": scan},
    )

    assert answer.status_code == 302
    document = Posting.objects.get(person__name="B. Next").order_document
    assert (document.visibility, document.name) == ("private", "order.pdf")


def test_a_file_that_is_no_document_is_refused_and_nothing_changes_hands(people, enter):
    post = post_of(people["member"])
    program = SimpleUploadedFile("order.pdf", b"MZ\x90\x00 not a scan", "application/pdf")

    answer = enter(people["hq"]).post(
        reverse("admin:post-transfer", args=[post.pk]),
        {"holder": "B. Next", "valid_from": "2025-09-01", "order_file": program},
    )

    assert answer.status_code == 422
    assert holder(post, date(2025, 9, 1)) == people["member"].person
    assert not Person.objects.filter(name="B. Next").exists()
