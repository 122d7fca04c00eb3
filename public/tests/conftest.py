"""What the tests of the public pages share."""

import pytest

from districts.boundaries.tests import building


@pytest.fixture
def lines(settings):
    """The real district lines: built once into var/, so that no test of the map is passed over in a fresh clone."""
    building.build_real()
    settings.BOUNDARY_ROOT = building.REAL_ROOT
