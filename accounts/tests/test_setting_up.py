"""Headquarters sets up authorities and State officers; pasted lists are understood or refused line by line."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Invitation, Person, Post, Posting, User
from accounts.permission import may
from accounts.setting_up import understand_districts
from accounts.tests.factories import ON, a_district, make_hq, make_ra
from common.clock import today
from districts.models import District, Jurisdiction

pytestmark = pytest.mark.django_db


def authority_fields(**changed):
    return {
        "authority": "",
        "new_city": "Erodepuram",
        "districts": "Erode\nSalem",
        "valid_from": "2025-04-01",
        "notice": "PN 4/2025-26",
        "title": "Joint Director General",
        "holder": "K. Officer",
        "email": "k.officer@example.in",
        **changed,
    }


def test_a_regional_authority_is_set_up_from_a_pasted_list(people, salem, enter):
    agra = a_district("Agra", "Uttar Pradesh")
    mirzapur = a_district("Mirzapur", "Uttar Pradesh")
    client = enter(people["hq"])

    answer = client.post(
        reverse("admin:set-up-authority"),
        authority_fields(districts=f"agra , Uttar Pradesh\n\n {mirzapur.lgd_code} \n"),
    )

    assert (answer.status_code, answer["Location"]) == (302, reverse("admin:set-up-links"))
    rows = Jurisdiction.objects.filter(authority__city="Erodepuram").order_by("district__name")
    assert [(row.district.name, row.valid_from, row.notice) for row in rows] == [
        ("Agra", date(2025, 4, 1), "PN 4/2025-26"),
        ("Mirzapur", date(2025, 4, 1), "PN 4/2025-26"),
    ]
    officer = Person.objects.get(name="K. Officer")
    assert Posting.objects.get(person=officer).post.duty == "ra_officer"
    page = client.get(reverse("admin:set-up-links")).content.decode()
    assert "http://testserver/account/join/" in page
    assert "/account/join/" not in client.get(reverse("admin:set-up-links")).content.decode()
    assert agra in [row.district for row in rows]


def test_lines_that_are_not_understood_are_refused_in_words_and_nothing_is_saved(people, erode, enter):
    pasted = "Erode\nErodde\n9999999\nErode, Tamil Nadu\n"
    answer = enter(people["hq"]).post(reverse("admin:set-up-authority"), authority_fields(districts=pasted))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Line 2: no district is called “Erodde”. Did you mean Erode, Tamil Nadu" in page
    assert "Line 3: no district has the LGD code 9999999. Write the name instead." in page
    assert "Line 4 names Erode again; it stands in line 1 already. Take one out." in page
    assert "Erodde" in page
    assert not Jurisdiction.objects.filter(authority__city="Erodepuram").exists()
    assert not Person.objects.filter(name="K. Officer").exists()


def test_a_district_under_another_authority_moves_only_when_said(people, erode, enter):
    client = enter(people["hq"])
    refused = client.post(reverse("admin:set-up-authority"), authority_fields(districts="Erode", valid_from="2025-08-01"))

    assert refused.status_code == 422
    assert "Nothing was saved. Under another Regional Authority: Erode (DGFT Testnagar" in refused.content.decode()
    assert not Person.objects.filter(name="K. Officer").exists()

    client.post(reverse("admin:set-up-authority"), authority_fields(districts="Erode", valid_from="2025-08-01", move="on"))
    rows = Jurisdiction.objects.filter(district=erode).order_by("valid_from")
    assert [(row.valid_from, row.valid_to) for row in rows] == [
        (ON, date(2025, 8, 1)),
        (date(2025, 8, 1), None),
    ]


def test_a_double_click_on_set_up_makes_one_post_one_person_and_one_open_link(people, enter):
    client = enter(people["hq"])
    a_district("Agra", "Uttar Pradesh")
    for _click in range(2):
        client.post(reverse("admin:set-up-authority"), authority_fields(districts="Agra"))

    assert Post.objects.filter(place__name="DGFT Erodepuram").count() == 1
    assert Person.objects.filter(name="K. Officer").count() == 1
    assert Invitation.objects.filter(email="k.officer@example.in", withdrawn_at__isnull=True).count() == 1
    assert Jurisdiction.objects.filter(authority__city="Erodepuram").count() == 1


def test_a_state_officer_is_set_up(people, erode, enter):
    answer = enter(people["hq"]).post(
        reverse("admin:set-up-state"),
        {
            "state": erode.state.pk,
            "title": "Commissioner of Industries",
            "holder": "S. Officer",
            "email": "s.officer@example.in",
            "valid_from": "2025-04-01",
            "order_number": "G.O. 12",
        },
    )

    assert answer.status_code == 302
    posting = Posting.objects.get(person__name="S. Officer")
    assert (posting.post.duty, posting.post.place_id, posting.order_number) == ("state_officer", erode.state.pk, "G.O. 12")


def test_a_regional_authority_cannot_set_up_a_state_officer(people, erode, enter):
    answer = enter(people["ra_officer"]).post(
        reverse("admin:set-up-state"),
        {"state": erode.state.pk, "title": "Commissioner", "holder": "S. Officer", "valid_from": "2025-04-01"},
    )

    assert answer.status_code == 422
    assert "Only the State officer of Tamil Nadu or headquarters can change posts and postings" in answer.content.decode()
    assert not Person.objects.filter(name="S. Officer").exists()


def test_what_a_newly_invited_officer_may_do_follows_from_the_page(people, enter, client):
    a_district("Agra", "Uttar Pradesh")
    enter(people["hq"]).post(
        reverse("admin:set-up-authority"), authority_fields(districts="Agra", valid_from=today().isoformat())
    )
    link = client.get(reverse("admin:set-up-links")).context["shown"][2]
    client.logout()

    client.post(link, {"name": "K. Officer", "password": "handloom-words-9", "password_again": "handloom-words-9"})
    client.post("/admin/login/", {"username": "K.Officer@example.in", "password": "handloom-words-9"})

    user = User.objects.get(email="k.officer@example.in")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert may(user, "write", a_district("Agra", "Uttar Pradesh"), on=today())
    assert not may(user, "write", a_district("Erode", "Tamil Nadu"), on=today())


def test_a_new_installation_leads_headquarters_to_the_first_authority(enter, db):
    hq = make_hq()
    client = enter(hq)
    assert "/admin/set-up/" in [item.url for item in client.get("/admin/").context["waiting"]]

    make_ra([a_district("Agra", "Uttar Pradesh")])

    assert "/admin/set-up/" not in [item.url for item in client.get("/admin/").context["waiting"]]


def test_every_district_of_the_register_is_understood_by_name_and_state_and_by_code(erode, django_assert_max_num_queries):
    districts = list(District.objects.on(today()).select_related("state"))

    with django_assert_max_num_queries(3):
        by_name = understand_districts("\n".join(f"{d.name}, {d.state.name}" for d in districts), on=today())
        found_by_name = [line.district for line in by_name]
    by_code = understand_districts("\n".join(str(d.lgd_code) for d in districts), on=today())

    assert found_by_name == districts
    assert [line.district for line in by_code] == districts


@pytest.mark.parametrize("written", ["ERODE", " erode ;", "Erode (Tamil Nadu)", "erode,tamil nadu", "E.R.O.D.E."])
def test_a_name_is_understood_as_people_write_it(erode, written):
    [line] = understand_districts(f"\n{written}\n\n", on=today())

    assert (line.district, line.number) == (erode, 2)


@pytest.mark.parametrize("written", ["zzzz qqqq", "'; DROP TABLE--", "-1", "0", "१२३४५६७", "x" * 5000, "Erode, Bihar"])
def test_what_is_no_district_is_refused_in_a_sentence(erode, written):
    [line] = understand_districts(written, on=today())

    assert line.district is None
    assert str(line.sentence).startswith("Line 1: no district ")
