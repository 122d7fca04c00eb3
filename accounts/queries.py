"""Reading who holds what, for lists and public pages, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from common.text import fold

from .models import Invitation, Post, Posting, User
from .moves import Move
from .permission import reach
from .postings import holders, in_force


@dataclass(frozen=True)
class PublicHolder:
    """Who holds a post, as the public may read it.

    name, name_hi: empty where the holder may not be named (a nominee without
        recorded consent) or the post is vacant; `is_vacant` tells the two apart.
    """

    post: Post
    name: str = ""
    name_hi: str = ""
    since: date | None = None
    kind: str = ""
    is_vacant: bool = False


def holders_of(posts, on):
    """{post id: PublicHolder} for each of these Post rows on the day `on`; one query, whatever their number.

    Holders of offices are named; nominees of associations from the day of their
    recorded consent.
    """
    posts = list(posts)
    acting = holders([post.pk for post in posts], on)
    answer = {}
    for post in posts:
        posting = acting.get(post.pk)
        if posting is None:
            answer[post.pk] = PublicHolder(post, is_vacant=True)
        else:
            named = may_be_named(post, posting, on)
            answer[post.pk] = PublicHolder(
                post,
                name=posting.person.name if named else "",
                name_hi=posting.person.name_hi if named else "",
                since=posting.valid_from,
                kind=posting.kind,
            )
    return answer


def may_be_named(post, posting, on):
    """Whether the holder's name is public on the day `on`."""
    return post.is_official or (posting.name_consent_on is not None and posting.name_consent_on <= on)


@dataclass(frozen=True)
class PostRow:
    """One post in the officers' list."""

    post: Post
    posting: Posting | None
    vacant_since: date | None
    account: str  # "none", "invited", "closed", "signs in"


def posts_within(user, *, on, text="", vacant=False, place=None):
    """The posts whose holders `user` may change on the day `on`, filtered; a queryset."""
    posts = (
        Post.objects.filter(place__in=reach(user, Move.APPOINT, on=on).values("pk"))
        .select_related("place__parent", "agency")
        .order_by("place__name", "place_id", "title", "pk")
    )
    if place:
        posts = posts.filter(place_id=place)
    for word in text.split():
        folded = fold(word)
        posts = posts.filter(
            Q(title__icontains=word) | Q(place__folded__contains=folded) | Q(postings__person__folded__contains=folded)
        )
    if vacant:
        posts = posts.exclude(pk__in=in_force(on).order_by().values("post_id"))
    return posts.distinct()


def rows_of(posts, on):
    """PostRow of each of these posts: four queries, whatever their number."""
    posts = list(posts)
    ids = [post.pk for post in posts]
    acting = holders(ids, on)
    left = dict(
        Posting.objects.filter(post__in=ids, valid_to__lte=on).values_list("post").annotate(last=Max("valid_to")).order_by()
    )
    people = [posting.person_id for posting in acting.values()]
    accounts = dict(User.objects.filter(person__in=people).values_list("person_id", "is_active"))
    invited = set(
        Invitation.objects.filter(person__in=people, used_at__isnull=True, withdrawn_at__isnull=True).values_list(
            "person_id", flat=True
        )
    )
    rows = []
    for post in posts:
        posting = acting.get(post.pk)
        person = posting.person_id if posting else None
        if person in accounts:
            account = "signs in" if accounts[person] else "closed"
        else:
            account = "invited" if person in invited else "none"
        rows.append(PostRow(post, posting, None if posting else left.get(post.pk), account))
    return rows
