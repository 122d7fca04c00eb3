"""Committees, meetings and resolutions: who sits, when they met, what they decided and by which rule."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from committees import publicity
from committees import queries as committee_queries
from committees.models import AgendaItem, Committee, Meeting, Resolution
from committees.places_in_text import places_of
from committees.states import ItemState, MeetingState
from common.clock import today
from districts.models import State
from plans import queries
from public import after_sitting, committee_page, convening, lists, numbers, plan_facts
from public.titles import in_page_language


@require_safe
def committee_list(request):
    wanted = lists.asked(request, "q", "state", "kind")
    on = today()
    rows = (
        Committee.objects.on(on)
        .select_related("place__parent")
        .annotate(seat_count=committee_queries.number_of_seats(on), decisions=committee_queries.number_signed())
        .order_by("place__parent__name", "name")
    )
    if wanted["q"]:
        rows = rows.filter(lists.spelled(wanted["q"], "place__folded"))
    if wanted["state"]:
        rows = rows.filter(Q(place__slug=wanted["state"], place__kind="state") | Q(place__parent__slug=wanted["state"]))
    if wanted["kind"] in ("depc", "sepc"):
        rows = rows.filter(kind=wanted["kind"])
    context = {
        "section": "committees",
        "page": lists.page_of(request, rows),
        "wanted": wanted,
        "states": State.objects.order_by("name"),
    }
    return render(request, "public/committees.html", context)


@require_safe
def committee(request, slug):
    found = get_object_or_404(Committee.objects.select_related("place__parent", "order_document"), slug=slug)
    return render(request, "public/committee.html", {"section": "committees", **committee_page.of(found, on=today())})


@require_safe
def meeting_list(request):
    wanted = lists.asked(request, "state", "when")
    on = today()
    rows = Meeting.objects.prefetch_related("committees__place__parent").order_by("-starts_at", "-pk")
    if wanted["state"]:
        rows = rows.filter(
            Q(committees__place__slug=wanted["state"], committees__place__kind="state")
            | Q(committees__place__parent__slug=wanted["state"])
        ).distinct()
    if wanted["when"] == "to-come":
        rows = rows.filter(held_on__gte=on, state=MeetingState.CALLED)
    elif wanted["when"] == "held":
        rows = rows.filter(state=MeetingState.CLOSED)
    page = lists.page_of(request, rows)
    after_sitting.mark_ages(page.object_list, on=on)
    convening.mark_old_dates(page.object_list)
    context = {
        "section": "committees",
        "page": page,
        "wanted": wanted,
        "states": State.objects.order_by("name"),
    }
    return render(request, "public/meetings.html", context)


@require_safe
def meeting(request, number, day):
    found = get_object_or_404(Meeting, pk=number)
    if found.held_on.isoformat() != day:
        moved = convening.address_of_today(found, day)
        if moved is None:
            raise Http404
        # Not for ever: the meeting may get a third date.
        return redirect(request.language_prefix + moved)
    sittings = list(found.sittings.select_related("committee__place__parent"))
    changes = convening.of_meeting(found, sittings)
    items = list(
        AgendaItem.objects.filter(meeting=found).exclude(state=ItemState.TAKEN_OFF).select_related("committee").order_by("order")
    )
    decided = {one.item_id: one for one in in_page_language(plan_facts.signed().filter(item__meeting=found))}
    for item in items:
        resolution = decided.get(item.pk)
        # A paper's title may not be told before it is decided.
        item.title, item.title_hi = committee_queries.public_title(item, resolution)
        # What was drawn up is nobody's business until it is signed; in camera there is the title and nothing else.
        item.standing = ItemState.OPEN.label if item.state == ItemState.DRAWN_UP else item.get_state_display()
        item.resolution = None if item.in_camera else resolution
    present = {}
    closed = [sitting.committee_id for sitting in sittings if sitting.closed_at is not None]
    if closed:
        # Each committee's attendance with the closing of its own part.
        rows = (
            found.attendances.filter(presence="present", committee__in=closed)
            .select_related("seat__post", "seat__seat_type", "person")
            .order_by("seat__position")
        )
        for row in rows:
            seat = present.setdefault(row.committee_id, {})
            seat.setdefault(row.seat_id, row)
    for sitting in sittings:
        sitting.present = list(present.get(sitting.committee_id, {}).values())
    afterwards = after_sitting.of_meeting(found, sittings, on=today())
    return render(
        request,
        "public/meeting.html",
        {
            "section": "committees",
            "meeting": found,
            "sittings": sittings,
            "items": items,
            "changes": changes,
            "any_part_closed": bool(closed),
            **afterwards,
        },
    )


@require_safe
def resolution_list(request):
    wanted = lists.asked(request, "q", "state", "outcome")
    rows = plan_facts.signed()
    if wanted["q"]:
        rows = rows.filter(Q(number__icontains=wanted["q"]) | lists.spelled(wanted["q"], "committee__place__folded"))
    if wanted["state"]:
        rows = rows.filter(
            Q(committee__place__slug=wanted["state"], committee__place__kind="state")
            | Q(committee__place__parent__slug=wanted["state"])
        )
    page = lists.page_of(request, rows)
    page.object_list = in_page_language(page.object_list)
    outcomes = Resolution._meta.get_field("outcome").choices
    if wanted["outcome"] in dict(outcomes):
        rows = rows.filter(outcome=wanted["outcome"])
    context = {
        "section": "committees",
        "page": page,
        "wanted": wanted,
        "states": State.objects.order_by("name"),
        "outcomes": outcomes,
    }
    return render(request, "public/resolutions.html", context)


@require_safe
def resolution(request, number):
    """A signed resolution: title, outcome, fingerprint and numbers at once; wording with the publication of its paper."""
    [found] = in_page_language([get_object_or_404(plan_facts.signed(), number=number)])
    context = queries.resolution_context(found.paper_id)
    version = context.published if context else None
    seats = list(found.seats_of_the_day.order_by("position"))
    shows_words = publicity.words_are_public(found, publicity.public_among({found.paper_id} - {None}))
    page = queries.plan_page(version.plan.place, version.number, version.plan.kind) if version else None
    return render(
        request,
        "public/resolution.html",
        {
            "section": "committees",
            "resolution": found,
            "committee": found.committee,
            "meeting": found.item.meeting,
            "seats": seats,
            "shows_votes": found.committee.votes_public and found.method in ("recorded", "circulation"),
            "shows_words": shows_words,
            "reasons": _reasons(found) if shows_words else [],
            "dissents": list(found.item.dissents.select_related("seat__post")) if shows_words else [],
            "version": version,
            "paper": page.paper if page else None,
            "first_target": page.paper.targets[0] if page and page.paper.targets else None,
            "numbers": numbers.of(page.paper)
            if page and shows_words and found.motion == "adopt" and found.outcome == "carried"
            else [],
            "is_plan": context is not None,
            "annulment": getattr(found, "annulment", None),
            "shows_reason": not found.item.in_camera,
            "bar": _bar(found),
        },
    )


def _reasons(resolution):
    """The reasons of a return, each with the words of the place in the text it names."""
    words = dict(places_of(resolution.paper)) if resolution.reasons else {}
    return [(words.get(reason["path"], reason["path"]), reason["text"]) for reason in resolution.reasons or []]


def _bar(resolution):
    """The voting seats in one bar of 1000: for, abstained, against, and the rest, who cast no vote."""
    total = resolution.seats_in_force or 1
    counts = (
        ("y", resolution.votes_for),
        ("ab", resolution.votes_abstain),
        ("n", resolution.votes_against),
    )
    at, parts = 0, []
    for css, count in counts:
        width = round(1000 * count / total)
        if count:
            parts.append((css, at, width))
            at += width
    if at < 1000:
        parts.append(("re", at, 1000 - at))
    return parts
