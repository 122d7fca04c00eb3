"""What waits, own lists and MovesAdmin: registered by apps, answered per person."""

from datetime import UTC, date, datetime

import pytest
from django.contrib import admin
from django.test import RequestFactory

from accounts import waiting
from accounts.admin_permission import MovesAdmin, may_in_request, reaches_any_place
from accounts.models import Posting
from accounts.moves import Move
from accounts.permission import may, reach
from accounts.waiting import OwnList, Waiting, own_lists, register_list, register_waiting, waiting_for
from common.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_these(monkeypatch):
    monkeypatch.setattr(waiting, "_providers", [])
    monkeypatch.setattr(waiting, "_lists", [])


def test_what_waits_longest_stands_first():
    register_waiting(lambda user, on: [Waiting("vote", "/v/", datetime(2025, 4, 2, tzinfo=UTC)), Waiting("any time", "/a/")])
    register_waiting(lambda user, on: [Waiting("publish", "/p/", date(2025, 4, 1))])

    assert [item.title for item in waiting_for(None, date(2025, 5, 1))] == ["publish", "vote", "any time"]


def test_a_provider_registered_twice_is_asked_once():
    def provider(user, on):
        return [Waiting("vote", "/v/")]

    register_waiting(provider)
    register_waiting(provider)

    assert len(waiting_for(None, date(2025, 5, 1))) == 1


def test_a_list_that_counts_nothing_for_somebody_is_hidden():
    register_list("Mine", "/mine/", lambda user, on: 2 if user == "me" else None)
    register_list("All", "/all/")

    assert own_lists("me", today()) == [(OwnList("Mine", "/mine/", waiting._lists[0].count), 2), (OwnList("All", "/all/"), None)]
    assert [entry.label for entry, _count in own_lists("you", today())] == ["All"]


def test_the_home_page_shows_what_waits_and_the_lists(people, client):
    register_waiting(lambda user, on: [Waiting("Sign resolution 3", "/sign/3/")] if user == people["chair"] else [])
    register_list("Posts and holders", "admin:posts", lambda user, on: 4)

    client.force_login(people["chair"], backend="django.contrib.auth.backends.ModelBackend")
    mine = client.get("/admin/")
    client.force_login(people["stranger"], backend="django.contrib.auth.backends.ModelBackend")
    theirs = client.get("/admin/")

    assert [item.title for item in mine.context["waiting"]] == ["Sign resolution 3"]
    assert "Sign resolution 3" in mine.content.decode()
    assert theirs.context["waiting"] == []
    assert mine.context["own_lists"] == [{"label": "Posts and holders", "url": "/admin/posts/", "count": 4, "about": ""}]


def test_the_desk_takes_its_mark_from_where_papers_and_the_api_take_theirs(people, client, settings):
    client.force_login(people["chair"], backend="django.contrib.auth.backends.ModelBackend")

    settings.DEMONSTRATION, settings.DATABASE_KIND = True, "facts"
    facts = client.get("/admin/").content.decode()
    settings.DEMONSTRATION, settings.DATABASE_KIND = False, "demonstration"
    invented = client.get("/admin/").content.decode()

    assert "demo-mark" not in facts
    assert "demo-mark" in invented


# MovesAdmin


class PostingsOfMyDistricts(MovesAdmin, admin.ModelAdmin):
    view_move = Move.READ
    change_move = Move.WRITE
    place_path = "post__place"


def asked_by(user):
    request = RequestFactory().get("/admin/")
    request.user = user
    return request


def test_rows_and_permissions_of_an_admin_follow_the_moves(people, salem):
    model_admin = PostingsOfMyDistricts(Posting, admin.site)
    own = Posting.objects.get(person=people["convener"].person)
    national = Posting.objects.get(person=people["hq"].person)

    found = {}
    for who, user in people.items():
        request = asked_by(user)
        found[who] = (
            model_admin.has_module_permission(request),
            model_admin.has_view_permission(request, own),
            model_admin.has_change_permission(request, own),
            model_admin.has_change_permission(request, national),
            model_admin.has_delete_permission(request, own),
            own in model_admin.get_queryset(request),
            national in model_admin.get_queryset(request),
        )

    writes = (True, True, True, False, False, True, False)
    reads = (True, True, False, False, False, True, False)
    reads_all = (True, True, False, False, False, True, True)
    nothing = (False,) * 7
    assert found == {
        "convener": writes,
        "plan_officer": writes,
        "ra_officer": writes,
        "state_officer": writes,
        "chair": reads,
        "hq": reads_all,
        "auditor": reads_all,
        "data_officer": nothing,
        "member": nothing,
        "member_2": nothing,
        "member_3": nothing,
        "association": nothing,
        "stranger": nothing,
    }


def test_import_and_export_follow_the_moves(people):
    model_admin = type("Reference", (MovesAdmin, admin.ModelAdmin), {})(Posting, admin.site)

    found = {
        who
        for who, user in people.items()
        if model_admin.has_import_permission(asked_by(user)) and model_admin.has_export_permission(asked_by(user))
    }

    assert found == {"hq", "data_officer"}


def test_a_question_is_asked_once_in_a_request(people, django_assert_max_num_queries):
    model_admin = PostingsOfMyDistricts(Posting, admin.site)
    request = asked_by(people["convener"])
    assert request.user.person

    with django_assert_max_num_queries(2):
        for _time in range(5):
            model_admin.has_view_permission(request)
            model_admin.has_change_permission(request)


def test_what_a_request_answers_from_the_posts_is_what_may_and_reach_answer(people):
    different = []
    for who, user in people.items():
        request = asked_by(user)
        for move in Move:
            reached = reach(user, move, on=today()).exists()
            if reaches_any_place(request, move) != reached:
                different.append((who, move))
            if may_in_request(request, move) != may(user, move, None, on=today()):
                different.append((who, move, "no place"))

    assert different == []
    assert reaches_any_place(asked_by(people["ra_officer"]), Move.READ)


def test_the_posts_are_read_once_for_all_moves_of_a_request(people, django_assert_num_queries):
    request = asked_by(people["hq"])
    assert request.user.person

    with django_assert_num_queries(1):
        assert all(reaches_any_place(request, move) for move in (Move.READ, Move.APPOINT, Move.REFERENCE_DATA))
        assert all(may_in_request(request, move) for move in (Move.APPOINT, Move.REFERENCE_DATA))
