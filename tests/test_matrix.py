"""Person x move x door, from the table of moves: what may() says is what each door does, and each no is a sentence.

The desk is swept address by address in test_access_sweep.py, which listens to what is asked before anything is written.
Here stand the other doors: the API, bulk actions, imports, commands, and the functions that all of them call.
"""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import get_commands
from django.test import Client, RequestFactory

from accounts.moves import MOVES, Move
from accounts.permission import may, require
from common.refusals import NotAllowed
from districts.models import Place

from .addresses import of_door
from .test_access_sweep import PERSONS, client_of, contents
from .world import NOW

DAY = NOW.date()
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OWN = ("accounts", "committees", "plans", "documents", "audit", "districts", "public", "api", "imports", "deh_portal", "common")
#: A refusal: begins with a capital, has at least five words, ends as a sentence does, and names no code.
SENTENCE = re.compile(r"^[A-Z“].*[.?!”]$", re.S)


def places(world):
    """The district, a district of another State, its State, and no place at all."""
    district = world.erode.district
    return {"district": district, "State": district.parent, "other district": Place.objects.get(slug="alappuzha"), "": None}


@pytest.mark.parametrize("move", list(Move))
def test_every_refusal_of_every_move_is_a_sentence(world, move):
    spoken = {}
    for person, user in world.people.items():
        for where, place in places(world).items():
            verdict = may(user, move, place, on=DAY)
            if not verdict:
                spoken[person, where] = verdict.sentence

    assert spoken, "nobody at all is refused"
    assert {key: said for key, said in spoken.items() if not SENTENCE.match(said) or len(said.split()) < 5} == {}


@pytest.mark.parametrize("move", list(Move))
def test_what_may_says_no_to_require_refuses_with_the_same_sentence(world, move):
    place = world.erode.district
    thing = world.erode.depc.seat("member").post if move == Move.APPOINT else world.versions["next"]
    for user in world.people.values():
        verdict = may(user, move, place, on=DAY, thing=thing)
        if verdict:
            assert require(user, move, place, on=DAY, thing=thing).posts == verdict.posts
        else:
            with pytest.raises(NotAllowed) as refused:
                require(user, move, place, on=DAY, thing=thing)
            assert str(refused.value) == verdict.sentence


def test_a_stranger_may_nothing_anywhere(world):
    stranger = world.people["stranger"]

    assert [move for move in Move for place in places(world).values() if may(stranger, move, place, on=DAY)] == []
    assert set(MOVES) == set(Move)


@pytest.mark.parametrize("person", PERSONS)
def test_the_api_is_for_reading_whoever_asks(world, person):
    client, before = client_of(world, person), contents()

    answers = {
        (address.name, verb): getattr(client, verb)(address.path, "{}", content_type="application/json").status_code
        for address in of_door(world, "api")
        for verb in ("post", "put", "patch", "delete")
    }

    assert {key: status for key, status in answers.items() if status not in (403, 404, 405)} == {}
    assert contents() == before


@pytest.mark.parametrize("person", PERSONS)
def test_no_list_of_the_admin_offers_a_bulk_action_but_these(world, person):
    if person == "nobody":
        assert Client().get("/admin/accounts/user/").status_code == 302
        return
    request = RequestFactory().get("/admin/")
    request.user = world.people[person]
    offered = {
        (model._meta.model_name, name)
        for model, page in admin.site._registry.items()
        if page.has_view_permission(request)
        for name in page.get_actions(request)
    }

    assert offered == BULK.get(person, set())


_A_FACILITY = {("facility", "delete_selected")}
#: The bulk actions there are: facilities are reference data, refused sign-ins are headquarters' to clear.
BULK = {
    "data": _A_FACILITY,
    "hq": {*_A_FACILITY, ("accessattempt", "delete_selected"), ("accessattempt", "cleanup_expired_attempts")},
}


def test_every_command_is_known_for_what_it_writes():
    own = {name for name, app in get_commands().items() if (app if isinstance(app, str) else app.name).split(".")[0] in OWN}

    assert own == set(COMMANDS)
    assert {apps.get_app_config(label).name for label in ("accounts", "plans")} <= set(OWN)


#: Every command and what it may change. None makes a move for somebody: whoever stands at the server's own prompt
#: could write to the database anyway, so each changes only what is its own and says so.
COMMANDS = {
    "migrate": "tables", "prepare": "tables, seeds, lines", "load_seeds": "reference data, from files of this release",
    "build_boundaries": "files", "start_portal": "the first post and holder of an empty portal, once",
    "load_demo": "a demonstration database, by its people and through the workflow", "check_documents": "nothing",
    "check_papers": "nothing", "write_docs": "docs", "write_permissions": "docs", "write_state_diagram": "docs",
    "collect_messages": "locale", "compile_hindi": "locale", "write_translation_review": "docs",
    "export_register": "a file",
}  # fmt: skip
