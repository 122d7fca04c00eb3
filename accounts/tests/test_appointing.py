"""Posts and postings change through accounts.appointing alone, by those who may, one Event each."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounts.appointing import NotAPost, NotAPosting, PostIsHeld, appoint, end_posting, ensure_post, transfer
from accounts.models import Kind, Person, Post, Posting, User
from accounts.postings import holder, holders
from accounts.queries import holders_of
from accounts.tests.factories import AT, ON, a_user, post_of
from audit import edition
from audit.models import Event
from common.refusals import NotAllowed

pytestmark = pytest.mark.django_db
LATER = date(2025, 9, 1)


@pytest.fixture
def ldm(erode, people):
    return post_of(people["member"])


def test_headquarters_makes_a_post_once_and_finds_it_the_second_time(people, erode):
    first = ensure_post("Handloom officer", place=erode, by=people["hq"], at=AT)
    second = ensure_post("  Handloom officer ", place=erode, by=people["hq"], at=AT)

    assert first == second
    assert Event.objects.filter(verb="post_made", target_id=str(first.pk)).count() == 1


@pytest.mark.parametrize("who", ["stranger", "member", "chair", "convener", "plan_officer", "data_officer", "auditor"])
def test_others_make_no_posts(people, erode, who):
    with pytest.raises(NotAllowed) as refused:
        ensure_post("Handloom officer", place=erode, by=people[who], at=AT)

    assert str(refused.value).startswith(
        "Only the RA officer for Erode, the State officer of Tamil Nadu or headquarters can change posts and postings"
    )
    assert not Post.objects.filter(title="Handloom officer").exists()


def test_a_regional_authority_fills_committee_seats_only(people, erode):
    officer = people["ra_officer"]

    assert ensure_post("Spices Board, field officer", place=erode, duty="member", by=officer, at=AT)
    with pytest.raises(NotAllowed) as refused:
        ensure_post("Second plan officer", place=erode, duty="plan_officer", by=officer, at=AT)
    assert "fills the seats of the committees" in str(refused.value)


def test_a_duty_that_reaches_further_than_its_place_is_refused(people, erode):
    with pytest.raises(NotAPost) as refused:
        ensure_post("Headquarters, Erode", place=erode, duty="hq", by=people["state_officer"], at=AT)

    assert str(refused.value) == ("The duty “Headquarters” belongs to the nation; Erode is none. Choose another place or duty.")


def test_an_existing_post_is_given_no_other_duty_by_the_way(people, erode):
    with pytest.raises(NotAPost):
        ensure_post("Collector", place=erode, duty="convener", by=people["hq"], at=AT)


def test_a_held_post_takes_no_second_substantive_holder(people, ldm):
    with pytest.raises(PostIsHeld) as refused:
        appoint("B. Other", ldm, on=LATER, by=people["hq"], at=AT)

    assert str(refused.value) == (
        "L. Das Erode holds Lead District Manager since 01-04-2025. Transfer the post, which ends that posting, "
        "or record an additional charge."
    )
    assert not Person.objects.filter(name="B. Other").exists()


def test_the_database_itself_refuses_a_second_substantive_holder(people, ldm):
    person = Person.objects.create(name="B. Other")
    standing = Posting.objects.get(post=ldm)
    Posting.objects.filter(pk=standing.pk).update(valid_to=LATER)

    with pytest.raises(IntegrityError, match="post_has_one_substantive_holder_at_a_time"), transaction.atomic():
        Posting.objects.create(person=person, post=ldm, valid_from=date(2025, 8, 1), valid_to=date(2025, 8, 2), recorded_at=AT)
    Posting.objects.create(person=person, post=ldm, valid_from=LATER, recorded_at=AT)


def test_the_database_refuses_one_person_twice_in_a_post(people, ldm):
    standing = Posting.objects.get(post=ldm)

    with pytest.raises(IntegrityError, match="person_is_posted_to_a_post_once_at_a_time"), transaction.atomic():
        Posting.objects.create(person=standing.person, post=ldm, kind=Kind.OFFICIATING, valid_from=LATER, recorded_at=AT)


def test_appointing_twice_by_a_double_click_changes_nothing(people, erode):
    post = ensure_post("Handloom officer", place=erode, by=people["hq"], at=AT)
    first = appoint("B. Other", post, on=ON, by=people["hq"], at=AT)
    before = edition.current()

    assert appoint("b. other", post, on=ON, by=people["hq"], at=AT) == first
    assert Event.objects.filter(verb="appointed", target_id=str(first.pk)).count() == 1
    assert edition.current() == before


def test_nobody_posts_themselves(people, erode):
    post = ensure_post("Handloom officer", place=erode, by=people["hq"], at=AT)

    with pytest.raises(NotAPosting, match="Nobody posts themselves"):
        appoint(people["hq"].person, post, on=ON, by=people["hq"], at=AT)


@pytest.mark.parametrize("who", ["stranger", "member", "chair", "convener", "data_officer"])
def test_others_appoint_nobody(people, ldm, who):
    with pytest.raises(NotAllowed):
        transfer(ldm, "B. Other", on=LATER, by=people[who], at=AT)

    assert holder(ldm, LATER) == people["member"].person


def test_a_transfer_ends_one_posting_and_begins_the_next_on_the_same_day(people, ldm):
    old = people["member"].person
    new = transfer(ldm, "B. Other", on=LATER, order_number="G.O. 7", by=people["state_officer"], at=AT)

    assert holder(ldm, date(2025, 8, 31)) == old
    assert holder(ldm, LATER) == new.person
    assert new.recorded_by_label == f"S. Rani, {post_of(people['state_officer']).title}, Tamil Nadu"
    assert list(
        Event.objects.filter(verb__in=["posting_ended", "appointed"]).order_by("-pk").values_list("verb", flat=True)[:2]
    ) == ["appointed", "posting_ended"]


def test_a_posting_cannot_end_before_it_began_nor_twice(people, ldm):
    posting = Posting.objects.get(post=ldm)

    with pytest.raises(NotAPosting, match="the posting can only end later"):
        end_posting(posting, on=ON, by=people["hq"], at=AT)
    end_posting(posting, on=LATER, by=people["hq"], at=AT)
    with pytest.raises(NotAPosting, match="has left Lead District Manager already"):
        end_posting(posting, on=date(2025, 10, 1), by=people["hq"], at=AT)
    assert Posting.objects.get(pk=posting.pk).valid_to == LATER


def test_who_stands_in_acts_while_the_substantive_holder_is_away(people, ldm):
    appoint("C. Leave", ldm, kind=Kind.LEAVE_VACANCY, on=LATER, by=people["hq"], at=AT)
    appoint("D. Charge", ldm, kind=Kind.ADDITIONAL_CHARGE, on=LATER, by=people["hq"], at=AT)

    assert holder(ldm, ON) == people["member"].person
    assert holder(ldm, LATER).name == "C. Leave"


def test_a_person_who_held_a_post_is_never_deleted(people):
    person = people["member"].person
    User.objects.filter(person=person).delete()

    with pytest.raises(ProtectedError):
        person.delete()


def test_two_officers_of_one_name_are_two_persons(people, erode):
    posts = [ensure_post(title, place=erode, by=people["hq"], at=AT) for title in ("First clerk", "Second clerk")]

    first, second = (appoint("R. Kumar", post, on=ON, by=people["hq"], at=AT) for post in posts)

    assert first.person_id != second.person_id


def test_an_abolished_post_is_given_to_nobody(people, erode):
    post = ensure_post("Handloom officer", place=erode, by=people["hq"], at=AT)
    Post.objects.filter(pk=post.pk).update(abolished_on=LATER)

    with pytest.raises(NotAPosting, match="was abolished on 01-09-2025"):
        appoint("B. Other", post, on=LATER, by=people["hq"], at=AT)


@pytest.mark.parametrize("size", [1, 3])
def test_holders_of_many_posts_cost_one_query(people, size, django_assert_num_queries):
    posts = [post_of(people[key]) for key in ("chair", "convener", "member")][:size]

    with django_assert_num_queries(1):
        found = holders_of(posts, ON)

    assert [found[post.pk].name for post in posts] == ["A. Kumar Erode", "G. Devi Erode", "L. Das Erode"][:size]
    assert set(holders(posts, ON)) == {post.pk for post in posts}


def test_a_nominee_is_named_only_from_the_day_of_consent(people):
    post = post_of(people["association"])
    unnamed = holders_of([post], LATER)[post.pk]
    Posting.objects.filter(post=post).update(name_consent_on=LATER)

    assert (unnamed.name, unnamed.is_vacant) == ("", False)
    assert holders_of([post], date(2025, 8, 31))[post.pk].name == ""
    assert holders_of([post], LATER)[post.pk].name == "T. Mehta Erode"


def test_a_vacant_post_says_that_it_is_vacant(people, erode):
    post = ensure_post("Handloom officer", place=erode, by=people["hq"], at=AT)

    assert holders_of([post], ON)[post.pk].is_vacant
    assert holder(post, ON) is None


def test_an_address_is_one_account_in_any_case():
    a_user("First", email="A.Kumar@Example.in")

    with pytest.raises(IntegrityError), transaction.atomic():
        a_user("Second", email="a.kumar@example.IN")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="A.KUMAR@example.in")])
    assert User.objects.get_by_natural_key("A.KUMAR@EXAMPLE.IN").email == "a.kumar@example.in"


def test_there_is_no_superuser():
    user = a_user("First")

    assert not user.is_superuser
    assert not user.has_perm("plans.change_plan")
    with pytest.raises(TypeError):
        User.objects.create_user("s@example.in", "x", is_superuser=True)
