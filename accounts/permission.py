"""May this person do this, here, today? And where may they? Two readings of one table (accounts.moves)."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, Q

from common.refusals import NotAllowed
from districts.models import Jurisdiction, Place

from . import wording
from .conditions import condition, register_condition
from .models import Post
from .moves import MOVES, REGISTERED_SCOPES, Move, Scope
from .postings import person_of, posts_of

__all__ = ["Verdict", "may", "reach", "register_condition", "require"]


@dataclass(frozen=True)
class Verdict:
    """The answer to may(): true or false, with the posts it holds through, or a sentence saying why not.

    posts: every post of the person through which the move is allowed, substantive ones first.
    sentence: empty when allowed; otherwise what is refused, why, and who can.
    """

    allowed: bool
    posts: tuple[Post, ...] = ()
    sentence: str = ""

    def __bool__(self):
        return self.allowed

    @property
    def post(self):
        """The post in which the person acts unless another is chosen; None when refused."""
        return self.posts[0] if self.posts else None


def may(user, move, place, *, on, thing=None, post=None, held=None):
    """Whether `user` may make `move` at `place` on the day `on`.

    place: the Place (or District, State ...) concerned; None asks for a move
        that concerns no single place, which only grants for every place allow.
    thing: what is acted upon (a version, an agenda item, a post). Named
        conditions are asked about it; without a thing the answer is only
        about the place, as reach() gives it.
    post: act in this post and no other.
    held: what posts_of() gives for this person and day, where the caller has
        read it already.

    Costs one query for the posts, one for jurisdictions where a Regional
    Authority is concerned, and one per registered scope and post.
    """
    move = Move(move)
    person = person_of(user)
    if person is None:
        return Verdict(False, sentence=wording.not_signed_in(user))
    held = held_on(person, on) if held is None else list(held)
    if post is not None:
        held = [own for own in held if own.pk == post.pk]
    asked = _Asked(place, on, held)
    through, refusals = [], []
    for own in held:
        for grant in MOVES[move]:
            if own.duty not in grant.duties or not asked.reaches(grant.scope, own):
                continue
            refusal = _first_refusal(grant, user, place, on, thing)
            if refusal is None:
                through.append(own)
                break
            refusals.append(refusal)
    if through:
        return Verdict(True, tuple(through))
    if refusals:
        return Verdict(False, sentence=str(refusals[0]))
    return Verdict(False, sentence=wording.refused(move, place, held, on))


#: {(person, day): posts} while one page is read; None elsewhere.
_remembered = ContextVar("posts_of_one_page", default=None)


@contextmanager
def remembering_posts():
    """Within this block the posts of a person and day are read once. For pages that are read: nothing changes meanwhile."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def held_on(person, on):
    """The posts this person holds on that day, as a list; see remembering_posts()."""
    known = _remembered.get()
    if known is None or person is None:
        return list(posts_of(person, on))
    if (person.pk, on) not in known:
        known[person.pk, on] = tuple(posts_of(person, on))
    return list(known[person.pk, on])


def require(user, move, place, *, on, thing=None, post=None):
    """The Verdict of may(), when it is a yes; otherwise raises NotAllowed with its sentence.

    Doors that act call this. A move with named conditions must be given its
    thing: raises TypeError otherwise, so that no door forgets to ask them.
    """
    if thing is None and any(grant.conditions for grant in MOVES[Move(move)]):
        raise TypeError(f"require({move}) needs thing=: the table asks {conditions_of(move)} about it.")
    verdict = may(user, move, place, on=on, thing=thing, post=post)
    if not verdict:
        raise NotAllowed(verdict.sentence)
    return verdict


def conditions_of(move):
    """Names of the conditions that the table asks for this move, sorted."""
    return sorted({name for grant in MOVES[Move(move)] for name in grant.conditions})


def reach(user, move, *, on):
    """The places at which `user` may make `move` on the day `on`: a queryset, evaluated in one query."""
    person = person_of(user)
    if person is None:
        return Place.objects.none()
    posts = Post.objects.filter(pk__in=posts_of(person, on).order_by().values("pk"))
    wanted = Q(pk__in=[])
    for grant in MOVES[Move(move)]:
        wanted |= _places(grant.scope, posts.filter(duty__in=grant.duties), on)
    return Place.objects.filter(wanted)


class _Asked:
    """One question about one place, so that each look-up is made once."""

    def __init__(self, place, on, posts):
        self.place, self.on, self.posts = place, on, posts

    def reaches(self, scope, post):
        """Whether `scope`, seen from `post`, covers the place."""
        place = self.place
        if scope is Scope.EVERYWHERE:
            return True
        if place is None:
            return False
        if scope is Scope.OWN_DISTRICT:
            return place.kind == "district" and post.place_id == place.pk
        if scope is Scope.STATE_ITSELF:
            return place.kind == "state" and post.place_id == place.pk
        if scope is Scope.OWN_STATE:
            return (place.kind == "state" and post.place_id == place.pk) or (
                place.kind == "district" and post.place_id == place.parent_id
            )
        if scope is Scope.JURISDICTION:
            return place.kind == "district" and post.place_id in self.authorities
        return self._registered(scope, post)

    @cached_property
    def authorities(self):
        return set(
            Jurisdiction.objects.on(self.on)
            .filter(district_id=self.place.pk, authority_id__in=[post.place_id for post in self.posts])
            .values_list("authority_id", flat=True)
        )

    def _registered(self, scope, post):
        known = condition(REGISTERED_SCOPES[scope])
        if known is None or known.places is None:
            return False
        return Place.objects.filter(pk=self.place.pk, pk__in=known.places([post], self.on)).exists()


def _places(scope, posts, on):
    """The places `scope` covers seen from these posts (a queryset), as a condition on Place."""
    at = posts.values("place_id")
    if scope is Scope.EVERYWHERE:
        # A literal Q() would hold even for somebody without such a post.
        return Q(pk__in=Place.objects.filter(Exists(posts)).values("pk"))
    if scope is Scope.OWN_DISTRICT:
        return Q(kind="district", pk__in=at)
    if scope is Scope.STATE_ITSELF:
        return Q(kind="state", pk__in=at)
    if scope is Scope.OWN_STATE:
        return Q(kind="state", pk__in=at) | Q(kind="district", parent_id__in=at)
    if scope is Scope.JURISDICTION:
        return Q(
            kind="district",
            pk__in=Jurisdiction.objects.on(on).filter(authority_id__in=at).values("district_id"),
        )
    known = condition(REGISTERED_SCOPES[scope])
    if known is None or known.places is None:
        return Q(pk__in=[])
    return Q(pk__in=known.places(posts, on))


def _first_refusal(grant, user, place, on, thing):
    """The sentence of the first condition of this grant that does not hold for `thing`; None when all hold."""
    if thing is None:
        return None
    names = list(grant.conditions)
    if grant.scope in REGISTERED_SCOPES:
        names.insert(0, REGISTERED_SCOPES[grant.scope])
    for name in names:
        known = condition(name)
        answer = known.holds(user, place, on, thing) if known else False
        if answer is not True:
            return wording.condition_failed(name, answer)
    return None
