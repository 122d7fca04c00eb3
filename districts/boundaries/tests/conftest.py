import pytest

from districts.boundaries import store
from districts.boundaries.layer import Layer
from districts.boundaries.tests import building


@pytest.fixture(scope="session")
def real_build():
    """Report of the build of the pinned wheel."""
    return building.build_real()


@pytest.fixture(scope="session")
def register():
    return building.register_from_seeds()


@pytest.fixture(scope="session")
def real_detail(real_build):
    """The detail as read back from its file."""
    return store.read_layer(building.REAL_ROOT / real_build.manifest["detail"])


@pytest.fixture(scope="session")
def districts_of_detail(real_detail):
    """The detail without the disputed strips."""
    return real_detail.where(~real_detail.patches())


@pytest.fixture(scope="session")
def overview_bytes(real_build):
    return (building.REAL_ROOT / real_build.manifest["overview"]).read_bytes()


@pytest.fixture(scope="session")
def overview_layer(overview_bytes):
    """The overview as decoded from the written file, in degrees."""
    from districts.boundaries import topology

    return Layer.of((str(key), 0, shape) for key, shape in topology.decode(overview_bytes).items())


@pytest.fixture
def in_force(settings, real_build):
    """Point the readers at the real build."""
    settings.BOUNDARY_ROOT = building.REAL_ROOT
    return real_build.manifest
