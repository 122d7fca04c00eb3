"""The `plan` part of a district and the `strategy` part of a State: what is public of it at every stage."""

from districts.models import State


def plan_of(place, stage):
    """The shape of PlanOfPlaceShape of a District or a State with its plans.stage.Stage; number and address from publication."""
    published = stage.published_on is not None and not stage.is_suspended
    return {
        "stage": str(stage.code),
        "since": stage.since,
        "number": stage.number or None,
        "adopted_on": stage.adopted_on,
        "published_on": stage.published_on,
        "url": f"{place.get_absolute_url()}{'strategy' if isinstance(place, State) else 'plan'}/" if published else None,
        "next": {"stage": str(stage.next.code), "since": stage.next.since} if stage.next else None,
    }
