"""Every address of the portal stands in tests/addresses.py, so that every sweep passes by it."""

import pytest
from django.urls import resolve

from .addresses import addresses, patterns, unlisted

pytestmark = pytest.mark.django_db


def test_every_address_has_a_sample_and_every_sample_an_address():
    assert unlisted() == set()


def test_the_samples_reach_the_view_they_are_named_for(world):
    routes = patterns()
    found = [(address, resolve(address.path).route) for address in addresses(world)]

    wrong = [(one.name, one.path, route) for one, route in found if route.replace("^", "") != routes[one.name].replace("^", "")]

    assert wrong == []


def test_no_pattern_is_left_without_an_address(world):
    assert {address.name for address in addresses(world)} == set(patterns())
