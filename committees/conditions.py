"""What accounts asks committees: who holds a seat, who chairs, who is the delegate, who co-chairs."""

from django.db.models import Q

from accounts.conditions import condition, register_condition
from accounts.postings import holder, person_of, posts_of
from committees import authorship
from committees.models import AgendaItem, Committee, Role, Seat, Sitting
from common.dated import holds_on


def _seats(posts, on):
    return (
        Seat.objects.on(on)
        .filter(post__in=posts)
        .filter(holds_on(on, begins="committee__valid_from", ends="committee__valid_to"))
    )


def places_of_seats(posts, on):
    """Places of the committees in which one of these posts has a seat that day."""
    return _seats(posts, on).order_by().values("committee__place_id")


def places_of_chairs(posts, on):
    """Places of the committees that one of these posts chairs that day, or presides a sitting of as delegate."""
    chaired = _seats(posts, on).filter(role=Role.CHAIR).order_by().values("committee_id")
    deputised = Sitting.objects.filter(delegate_post__in=posts, meeting__held_on__lte=on).order_by().values("committee_id")
    return Committee.objects.filter(Q(pk__in=chaired) | Q(pk__in=deputised)).order_by().values("place_id")


def places_of_co_chairs(posts, on):
    """Places of the committees that one of these posts co-chairs that day."""
    return _seats(posts, on).filter(role=Role.CO_CHAIR).order_by().values("committee__place_id")


def holds_a_seat(user, place, on, thing):
    """Whether the person holds a seat here that day; for an agenda item, a voting seat of its own committee."""
    person = person_of(user)
    seats = _seats(posts_of(person, on).order_by().values("pk"), on).filter(committee__place=place)
    committee = _committee_of(thing)
    if committee is not None:
        seats = seats.filter(committee=committee)
    if isinstance(thing, AgendaItem):
        seats = seats.filter(votes=True)
    return seats.exists()


def is_chair_or_delegate(user, place, on, thing):
    """Whether the person acts in the chair's post that day, or is the delegate named for the sitting of this thing."""
    person = person_of(user)
    if person is None:
        return False
    if _acts_in(person, place, on, thing, Role.CHAIR):
        return True
    item = thing if isinstance(thing, AgendaItem) else getattr(thing, "item", None)
    if item is None:
        return False
    return Sitting.objects.filter(meeting=item.meeting_id, committee=item.committee_id, delegate=person).exists()


def is_co_chair(user, place, on, thing):
    """Whether the person acts in the co-chair's post that day."""
    person = person_of(user)
    return person is not None and _acts_in(person, place, on, thing, Role.CO_CHAIR)


def is_own_action_point(user, place, on, thing):
    """Whether the person acts that day in the post that owns the action point."""
    person = person_of(user)
    owner = getattr(thing, "owner", None)
    return person is not None and owner is not None and holder(owner, on) == person


def is_no_author(user, place, on, thing):
    """Whether the person wrote nothing of the paper that `thing` carries; plans registers its own, which knows versions."""
    person = person_of(user)
    return person is not None and person.pk not in authorship.authors_of(getattr(thing, "paper_id", None))


def register_conditions() -> None:
    """Give accounts the functions; called once from AppConfig.ready()."""
    register_condition("holds_a_seat", holds_a_seat, places=places_of_seats)
    register_condition("is_chair_or_delegate", is_chair_or_delegate, places=places_of_chairs)
    register_condition("is_co_chair", is_co_chair, places=places_of_co_chairs)
    register_condition("is_own_action_point", is_own_action_point)
    # An app above that knows versions may have registered a fuller answer before.
    if condition("is_no_author") is None:
        register_condition("is_no_author", is_no_author)


def _committee_of(thing):
    if isinstance(thing, Committee):
        return thing
    committee_id = getattr(thing, "committee_id", None)
    return Committee(pk=committee_id) if committee_id else None


def _acts_in(person, place, on, thing, role):
    seats = Seat.objects.on(on).filter(role=role, committee__place=place).select_related("post")
    committee = _committee_of(thing)
    if committee is not None:
        seats = seats.filter(committee=committee)
    # The acting holder only: the substantive one who is on leave does not sign beside the leave vacancy.
    return any(holder(seat.post, on) == person for seat in seats)
