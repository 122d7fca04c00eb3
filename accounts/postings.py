"""Who holds what on a day."""

from django.db.models import Case, FilteredRelation, IntegerField, Q, Value, When

from common.dated import holds_on

from .models import Kind, Post, Posting

#: Who acts where several persons are posted to one post at the same time: somebody in the leave vacancy or
#: officiating does so because the substantive holder is away; an additional charge is the weakest.
PRECEDENCE = (Kind.LEAVE_VACANCY, Kind.OFFICIATING, Kind.SUBSTANTIVE, Kind.ADDITIONAL_CHARGE)


def in_force(on):
    """Postings that hold on the day `on`, at posts not abolished by then, the acting one of each post first."""
    order = Case(
        *(When(kind=kind, then=Value(rank)) for rank, kind in enumerate(PRECEDENCE)),
        default=Value(len(PRECEDENCE)),
        output_field=IntegerField(),
    )
    return (
        Posting.objects.on(on)
        .filter(holds_on(on, begins="valid_from", ends="post__abolished_on"))
        .annotate(rank=order)
        .order_by("post_id", "rank", "valid_from", "pk")
    )


def holders(posts, on):
    """Who acts in each of these posts that day: {post id: Posting with its person}; one query, vacant posts absent."""
    found = {}
    for posting in in_force(on).filter(post__in=posts).select_related("person"):
        found.setdefault(posting.post_id, posting)
    return found


def holder(post, on):
    """The person who acts in `post` on the day `on`, or None while it is vacant."""
    posting = in_force(on).filter(post=post).select_related("person").first()
    return posting.person if posting else None


def posts_of(person, on):
    """The posts this person holds on the day `on`, substantive ones first. A queryset of one query; nobody holds none."""
    if person is None:
        return Post.objects.none()
    # The guard on postings lets a person stand in a post once at a time, so the join repeats no post.
    held = FilteredRelation(
        "postings", condition=Q(postings__person=person) & holds_on(on, begins="postings__valid_from", ends="postings__valid_to")
    )
    first = Case(When(held__kind=Kind.SUBSTANTIVE, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        Post.objects.annotate(held=held)
        .filter(Q(abolished_on__isnull=True) | Q(abolished_on__gt=on), held__isnull=False)
        .select_related("place", "agency")
        .order_by(first, "pk")
    )


def person_of(user):
    """The person behind an account that may act: None for strangers, inactive accounts and accounts without a person."""
    if user is None or not getattr(user, "is_authenticated", False) or not user.is_active or user.person_id is None:
        return None
    return user.person
