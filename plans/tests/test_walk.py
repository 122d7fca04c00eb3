"""Every state is reached the way a real version reaches it."""

import pytest

from plans.states import State
from plans.tests.factories import version_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", State.values)
def test_a_version_reaches_its_state_by_the_real_way(state):
    version = version_in(state)

    assert version.state == state
