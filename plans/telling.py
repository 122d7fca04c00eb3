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


def told_of_data_asked(request, *, at):
    """A post is asked for facts: that post."""
    _tell_asked("data_asked", request, f"data_asked/{request.pk}", at)


def told_of_data_sent_back(request, fact, answer_number, *, at):
    """An answer was given back: the post that gave it."""
    _tell_asked("data_sent_back", request, f"data_sent_back/{fact.pk}/{answer_number}", at)


def told_of_data_withdrawn(request, *, at):
    """The office asks no longer: the post that was asked."""
    _tell_asked("data_withdrawn", request, f"data_withdrawn/{request.pk}", at)


def told_of_data_due(request, number, *, at):
    """An answer is due soon or overdue: the post that owes it. `number` tells the reminders of one request apart."""
    _tell_asked("data_reminder", request, f"data_reminder/{request.pk}/{number}", at)


def told_of_data_answered(request, number, *, at):
    """A post answered: those who write the plan. `number` tells the answers to one request apart."""
    _tell_writers("data_answered", request, f"data_answered/{request.pk}/{number}", at)


def told_of_data_not_given(request, *, at):
    """The day went by without an answer: those who write the plan."""
    _tell_writers("data_not_given", request, f"data_not_given/{request.pk}", at)


def _tell_asked(kind, request, key, at):
    owe(kind, [request.post], url=reverse("desk-data-request", args=[request.pk]), key=key, **_of_request(request, at))


def _tell_writers(kind, request, key, at):
    writers = _posts(request.version, (Duty.PLAN_OFFICER, Duty.CONVENER), at)
    url = reverse("desk-data-requests", args=[request.version_id])
    owe(kind, writers, url=url, key=key, **_of_request(request, at))


def _of_request(request, at):
    place = request.version.plan.place
    names = {
        "due": f"{request.due_on:%d-%m-%Y}",
        "post": request.post.title,
        "post_hi": request.post.title_hi or request.post.title,
    }
    return {"about": place.name, "data": {**names, "about_hi": place.name_hi or place.name}, "place": place, "at": at}


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
