"""The `plan` part of a district: what is public of its plan at every stage."""


def plan_of(district, stage):
    """The shape of PlanOfDistrictShape from a plans.stage.Stage; number, and address from publication on."""
    published = stage.published_on is not None and not stage.is_suspended
    return {
        "stage": str(stage.code),
        "since": stage.since,
        "number": stage.number or None,
        "adopted_on": stage.adopted_on,
        "published_on": stage.published_on,
        "url": f"{district.get_absolute_url()}plan/" if published else None,
        "next": {"stage": str(stage.next.code), "since": stage.next.since} if stage.next else None,
    }
