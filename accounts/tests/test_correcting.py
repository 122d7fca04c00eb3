"""Corrections of posts and consents, on their pages and below them."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.appointing import NotAPost, NotAPosting, end_posting, ensure_post
from accounts.correcting import change_post, record_consent
from accounts.models import Post, Posting
from accounts.queries import holders_of
from accounts.tests.factories import AT, post_of
from audit.models import Event
from common.refusals import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def ldm(people):
    return post_of(people["member"])


@pytest.mark.parametrize("who", ["hq", "state_officer", "ra_officer"])
def test_those_who_appoint_correct_a_title(people, ldm, who):
    assert change_post(ldm, title=" Lead Bank  Manager ", by=people[who], at=AT) == ["title"]

    assert Post.objects.get(pk=ldm.pk).title == "Lead Bank  Manager"
    assert Event.objects.get(verb="post_changed").data == {
        "before": {"title": "Lead District Manager"},
        "after": {"title": "Lead Bank  Manager"},
    }


def test_the_same_values_change_nothing_and_leave_no_event(people, ldm):
    assert change_post(ldm, title="Lead District Manager", by=people["hq"], at=AT) == []
    assert not Event.objects.filter(verb="post_changed").exists()


@pytest.mark.parametrize("who", ["stranger", "member", "chair", "convener", "data_officer", "auditor"])
def test_others_correct_nothing(people, ldm, who):
    with pytest.raises(NotAllowed):
        change_post(ldm, title="Mine", by=people[who], at=AT)
    assert Post.objects.get(pk=ldm.pk).title == "Lead District Manager"


@pytest.mark.parametrize("field", ["duty", "place"])
def test_duty_and_place_of_a_post_never_change(people, ldm, field):
    with pytest.raises(TypeError, match=field):
        change_post(ldm, by=people["hq"], at=AT, **{field: "hq"})


def test_a_title_of_another_post_there_is_refused(people, ldm):
    with pytest.raises(NotAPost, match="Erode already has a post with this title"):
        change_post(ldm, title="Collector", by=people["hq"], at=AT)
    assert Post.objects.get(pk=ldm.pk).title == "Lead District Manager"


def test_a_held_post_is_not_abolished(people, ldm):
    with pytest.raises(NotAPost, match="Somebody holds Lead District Manager then"):
        change_post(ldm, abolished_on=date(2025, 9, 1), by=people["hq"], at=AT)

    end_posting(Posting.objects.get(post=ldm), on=date(2025, 9, 1), by=people["hq"], at=AT)
    assert change_post(ldm, abolished_on=date(2025, 9, 1), by=people["hq"], at=AT) == ["abolished_on"]


def test_a_consent_names_a_nominee_and_can_be_taken_back(people):
    post = post_of(people["association"])
    posting = Posting.objects.get(post=post)

    record_consent(posting, on=date(2025, 4, 1), by=people["ra_officer"], at=AT)
    assert holders_of([post], date(2025, 4, 2))[post.pk].name == "T. Mehta Erode"

    record_consent(posting, on=None, by=people["ra_officer"], at=AT)
    assert holders_of([post], date(2025, 4, 2))[post.pk].name == ""


def test_a_consent_is_not_asked_of_officers_nor_dated_ahead(people, ldm):
    with pytest.raises(NotAPosting, match="named in any case"):
        record_consent(Posting.objects.get(post=ldm), on=date(2025, 4, 1), by=people["hq"], at=AT)
    posting = Posting.objects.get(post=post_of(people["association"]))
    with pytest.raises(NotAPosting, match="cannot lie in the future"):
        record_consent(posting, on=date(2025, 4, 2), by=people["hq"], at=AT)


def test_a_post_is_corrected_on_its_page_and_forged_fields_are_ignored(people, ldm, salem, client):
    client.force_login(people["hq"], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(
        reverse("admin:post-change", args=[ldm.pk]),
        {"title": "Lead Bank Manager", "is_official": "on", "duty": "hq", "place": salem.pk},
    )

    assert answer.status_code == 302
    ldm.refresh_from_db()
    assert (ldm.title, ldm.duty, ldm.place.name) == ("Lead Bank Manager", "member", "Erode")


@pytest.mark.parametrize("who", ["stranger", "member", "convener"])
def test_the_pages_stay_closed_to_others(people, ldm, client, who):
    client.force_login(people[who], backend="django.contrib.auth.backends.ModelBackend")
    posting = Posting.objects.get(post=ldm)

    assert client.post(reverse("admin:post-change", args=[ldm.pk]), {"title": "Mine"}).status_code == 403
    assert client.post(reverse("admin:posting-consent", args=[posting.pk]), {"on": ""}).status_code == 403
    ldm.refresh_from_db()
    assert ldm.title == "Lead District Manager"


def test_a_post_elsewhere_does_not_exist_for_a_regional_authority(people, agra, client):
    post = ensure_post("Collector", place=agra, duty="chair", by=people["hq"], at=AT)
    client.force_login(people["ra_officer"], backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(reverse("admin:post-change", args=[post.pk]), {"title": "Mine"}).status_code == 404
