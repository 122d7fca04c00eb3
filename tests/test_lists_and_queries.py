"""Lists ask the database as often for one row as for three; the numbers stand here.

Lists that the apps' own tests count are named in COUNTED and not repeated.
"""

import importlib
from datetime import timedelta

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.appointing import appoint
from accounts.models import Posting
from accounts.moves import Move
from accounts.permission import may
from accounts.tests.factories import ON
from committees import proceedings
from committees.models import AgendaItem, Resolution
from committees.tests.factories import carried_resolution, signed
from common.clock import today
from plans import workflow
from plans.admin.lists import to_publish
from plans.models import EditMark, PlanVersion
from plans.tests.desk import at_desk
from plans.tests.factories import CONFIRMED, LATER, SITTING, paper_of_last_tabling

from .world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

_PUBLIC, _DESK = "public.tests.test_", "plans.tests.test_desk_queries."
COUNTED = {
    "/districts/ /products/ /gi/ /sectors/<code>/ /states/<state>/": (
        _PUBLIC + "pages.test_a_list_costs_the_same_queries_for_one_row_and_for_many"
    ),
    "/plans/ and the like, an empty portal": _PUBLIC + "decisions.test_a_list_of_decisions_costs_the_same_for_one_and_three",
    "published plans": "plans.tests.test_stage.test_the_list_of_published_plans_costs_the_same_with_one_and_with_three",
    "API: places, goods, figures": (
        "api.tests.test_reading.test_lists_ask_the_same_number_of_queries_for_one_and_for_three_rows"
    ),
    "lists of committees, meetings and resolutions": (
        "committees.tests.test_reading.test_lists_take_the_same_number_of_queries_with_one_row_and_with_three"
    ),
    "desk: what waits in committees": (
        "committees.tests.test_waiting.test_what_waits_is_found_in_the_same_number_of_queries_for_one_and_for_three"
    ),
    "desk: my districts": _DESK + "test_my_districts_ask_as_often_for_one_as_for_three",
    "desk: a plan": _DESK + "test_opening_a_plan_asks_as_often_with_one_row_more_of_each_kind_as_with_three",
    "posts and holders": "accounts.tests.test_pages.test_the_list_costs_the_same_queries_with_one_row_and_with_three",
    "admin: reference data": "tests.test_reference_desk.test_lists_take_the_same_queries_for_one_row_and_for_three",
    "cold home and district page in bytes": _PUBLIC + "pages.test_a_cold_page_costs_at_most_20_kb",
    "cold plan page in bytes": _PUBLIC + "decisions.test_a_cold_plan_page_costs_at_most_20_kb",
    "cold map in bytes and requests": _PUBLIC + "map.test_a_cold_map_costs_at_most_95_kb_and_6_requests",
}


@pytest.mark.parametrize("what", COUNTED)
def test_each_list_or_budget_counted_elsewhere_names_its_test(what):
    module, name = COUNTED[what].rsplit(".", 1)

    assert callable(getattr(importlib.import_module(module), name))


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


def asked(client, path):
    """How many queries the page takes, with nothing kept from before."""
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(queries)


def adopt(world, *tags):
    """Varanasi's plan is adopted and waits for publication; these are signed as well, the one sent round by circulation."""
    for tag in tags:
        depc = world.offices[tag].depc
        waiting = Resolution.objects.filter(committee=depc.committee, state="drawn_up").first()
        circulated = AgendaItem.objects.filter(committee=depc.committee, by_circulation=True, state="open").first()
        if waiting:
            signed(waiting, depc)
        elif circulated:
            for key in ("chair", "co_chair", "member", "member_2"):
                proceedings.sign_circulated(circulated, choice="for", by=depc.user(key), at=SITTING)
            last = Resolution.objects.get(item=circulated)
            proceedings.sign(last, password_confirmed=True, by=depc.user("chair"), at=SITTING + timedelta(hours=2))
        else:
            carried_resolution(paper_of_last_tabling(world.versions[tag]), depc)


@pytest.fixture
def three_published(world):
    """Two more plans are published, so that three are."""
    adopt(world, "drawnup")
    for tag in ("adopted", "drawnup"):
        version = PlanVersion.objects.get(pk=world.versions[tag].pk)
        workflow.publish(version, checklist=CONFIRMED, by=world.offices[tag].publisher, at=LATER)


@pytest.mark.parametrize(
    ("path", "rows", "queries"),
    [
        ("/api/v1/plans/", 3, 4),
        ("/api/v1/committees/", 9, 3),
        # Four of the list, one of the minutes' standing, three of the action points, their answers and who holds their posts.
        ("/api/v1/meetings/", 6, 8),
        ("/api/v1/resolutions/", 5, 3),
    ],
)
def test_decisions_through_the_api_ask_the_same_for_one_and_for_three(three_published, path, rows, queries):
    client = Client()
    client.get(path)

    numbers = {size: asked(client, f"{path}?page_size={size}") for size in (1, 3)}

    assert client.get(path).json()["count"] == rows
    assert numbers == dict.fromkeys((1, 3), queries)


@pytest.mark.parametrize("path", ["/plans/", "/committees/", "/meetings/", "/resolutions/", "/hs/"])
def test_public_lists_ask_the_same_for_one_and_for_three(three_published, monkeypatch, path):
    client = Client()
    client.get(path)

    numbers = {}
    for size in (1, 3):
        monkeypatch.setattr("public.lists.page_of.__defaults__", (size,))
        numbers[size] = asked(client, path)

    assert numbers[1] == numbers[3]


OWN = ("accounts", "audit", "committees")
REGISTERS = sorted(
    (model._meta.app_label, model._meta.model_name) for model in admin.site._registry if model._meta.app_label in OWN
)


@pytest.mark.parametrize(("app", "name"), REGISTERS)
def test_registers_ask_the_same_for_one_and_for_three(world, monkeypatch, app, name):
    model_admin = next(
        one for model, one in admin.site._registry.items() if (model._meta.app_label, model._meta.model_name) == (app, name)
    )
    client = at_desk(world.people["hq"])
    path = reverse(f"admin:{app}_{name}_changelist")
    client.get(path)

    numbers, rows = {}, {}
    for size in (1, 3):
        monkeypatch.setattr(model_admin, "list_per_page", size)
        numbers[size] = asked(client, path)
        rows[size] = len(client.get(path).context["cl"].result_list)

    assert rows == ({1: 1, 3: 3} if (app, name) != ("accounts", "invitation") else {1: 1, 3: min(3, rows[3])})
    assert numbers[1] == numbers[3]


def test_the_list_to_publish_asks_the_same_for_one_and_for_three(world):
    client = at_desk(world.people["hq"])
    path = reverse("desk-publish")
    client.get(path)
    assert len(client.get(path).context["rows"]) == 1
    one = asked(client, path)

    adopt(world, "drawnup", "tabled")

    three = asked(client, path)
    assert len(client.get(path).context["rows"]) == 3
    assert three == one


def test_the_home_page_asks_the_same_for_one_and_for_three_that_wait(world):
    client = at_desk(world.people["hq"])
    path = reverse("admin:index")
    client.get(path)
    one = asked(client, path)

    adopt(world, "drawnup", "tabled")

    assert asked(client, path) == one


def test_the_list_to_publish_says_what_the_table_of_moves_says(world):
    adopt(world, "drawnup", "tabled")
    hq = world.people["hq"]
    EditMark.objects.create(version=world.versions["tabled"], person=hq.person, person_name="H. Singh", at=NOW)

    rows = to_publish(hq, today())

    said = [(row["version"].pk, bool(row["verdict"]), str(row["verdict"].sentence)) for row in rows]
    verdicts = [
        (row["version"], may(hq, Move.PUBLISH, row["version"].plan.place, on=today(), thing=row["version"])) for row in rows
    ]
    assert said == [(version.pk, bool(verdict), str(verdict.sentence)) for version, verdict in verdicts]
    assert [allowed for _pk, allowed, _sentence in said].count(False) == 1


def test_meetings_at_the_desk_ask_the_same_for_one_and_for_three(world):
    path = reverse("desk-meetings")
    one, three = at_desk(world.offices["adopted"].convener), at_desk(world.erode.convener)
    one.get(path), three.get(path)

    assert [len(client.get(path).context["meetings"]) for client in (one, three)] == [1, 3]
    assert asked(one, path) == asked(three, path)


def test_before_my_committee_asks_the_same_for_one_and_for_three(world):
    member, hq = world.offices["tabled"].depc.user("member"), world.people["hq"]
    path, client = reverse("desk-committee"), at_desk(member)
    assert len(client.get(path).context["rows"]) == 1
    one = asked(client, path)

    workflow.table(world.versions["draft"], by=world.offices["draft"].convener, at=LATER)
    for tag in ("draft", "drawnup"):
        post = world.offices[tag].depc.seat("member_3").post
        Posting.objects.filter(post=post).update(valid_to=ON + timedelta(days=1))
        appoint(member.person, post, kind="additional_charge", on=ON, by=hq, at=LATER)

    assert len(client.get(path).context["rows"]) == 3
    assert asked(client, path) == one
