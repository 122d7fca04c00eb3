"""Addresses of published plan versions, which every door, print and file names alike."""

from plans.models import Plan


def plan_base(place, kind=Plan.Kind.DEAP):
    """Where the plan of a place begins; the place's parent must be loaded."""
    if kind == Plan.Kind.STATE_STRATEGY:
        return f"/states/{place.slug}/strategy/"
    return f"/districts/{place.parent.slug}/{place.slug}/plan/"


def consultation_address(place, kind=Plan.Kind.DEAP):
    """Where the place's text stands while it is open for comment."""
    return f"{plan_base(place, kind)}consultation/"


def version_address(version):
    """The address of one version, e.g. /districts/tamil-nadu/erode/plan/3.0/."""
    return f"{plan_base(version.plan.place, version.plan.kind)}{version.number}/"


def file_name(version):
    """plan-erode-3.0: what every file of a version is called, but for its ending."""
    return f"plan-{version.plan.place.slug}-{version.number}"
