"""Whom the moves of a plan tell, in their own transaction (accounts.notices). Place and number, never a title or a figure."""

from django.urls import reverse

from accounts.models import Duty
from accounts.notices import owe
from accounts.recipients import posts_in
from committees.telling import seats_of_place
from common.clock import day_in_india

#: Who publishes: the Regional Authority's officers; of a State's strategy, or without an authority, the State officer.
PUBLISHERS = (Duty.RA_OFFICER, Duty.STATE_OFFICER)


def told_of_tabling(version, tabling, *, at):
    """The text is frozen and before the committee: the seats of the place's committee."""
    place = version.plan.place
    owe(
        "paper_frozen",
        seats_of_place(place, day_in_india(at)),
        url=reverse("paper", args=[tabling.paper_id]),
        key=f"paper_frozen/{tabling.pk}",
        **_of(version, at, sha256=tabling.paper_id),
    )


def told_of_return(version, resolution, *, at):
    """The committee gave the plan back: those who write it."""
    owe(
        "returned",
        _posts(version, (Duty.PLAN_OFFICER, Duty.CONVENER), at),
        url=reverse("desk-plan", args=[version.pk]),
        key=f"returned/{resolution.pk}",
        **_of(version, at, resolution=resolution.number, reasons=len(resolution.reasons or [])),
    )


def told_of_adoption(version, resolution, *, at):
    """The committee adopted the plan: its seats and the plan officers; and those who publish, that it waits for them."""
    officers = _posts(version, (Duty.PLAN_OFFICER, Duty.CONVENER), at)
    owe(
        "adopted",
        [*seats_of_place(version.plan.place, day_in_india(at)), *officers],
        url=resolution.get_absolute_url(),
        key=f"adopted/{resolution.pk}",
        **_of(version, at, resolution=resolution.number),
    )
    owe(
        "publish_due",
        publishers(_posts(version, PUBLISHERS, at)),
        url=reverse("desk-move", args=[version.pk, "publish"]),
        key=f"publish_due/{version.pk}",
        **_of(version, at, adopted_on=f"{resolution.decided_on:%d-%m-%Y}"),
    )


def told_of_sending_back(version, *, at):
    """The publisher gave the adopted text back: those who write it."""
    owe(
        "sent_back",
        _posts(version, (Duty.PLAN_OFFICER, Duty.CONVENER), at),
        url=reverse("desk-plan", args=[version.pk]),
        key=f"sent_back/{version.pk}/{version.row_version}",
        **_of(version, at),
    )


def publishers(posts):
    """Of these posts those that are told to publish: the Regional Authority's, or else the State officer's."""
    authority = [post for post in posts if post.duty == Duty.RA_OFFICER]
    return authority or posts


def _posts(version, duties, at):
    place = version.plan.place
    return posts_in(duties, [place], day_in_india(at))[place.pk]


def _of(version, at, **data):
    """What every notice of a version says of it."""
    place = version.plan.place
    about = ", ".join(part for part in (place.name, version.number) if part)
    about_hi = ", ".join(part for part in (place.name_hi or place.name, version.number) if part)
    return {"about": about, "data": {**data, "about_hi": about_hi}, "place": place, "at": at}
