"""Whom a notice reaches: the post's holder, or else the convener of the place, or else its State officer.

Decided on the day of sending, so that a transfer in between sends it to the new holder.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from districts.models import Jurisdiction

from .models import Duty, Post, User
from .postings import holders


@dataclass(frozen=True)
class Recipient:
    """An address, whose it is, and why it is this one where the post itself could not be told (else empty)."""

    address: str
    label: str
    why: str = ""
    why_hi: str = ""


def recipients(notices, on):
    """{notice id: Recipient or None} for notices with post and place loaded; five queries, whatever their number.

    A post is told at its office e-mail or, where it has none, at the address with which its holder signs in. A post
    that is vacant or abolished, or has neither address, is told through the next: a convener's post at the notice's
    place, then a State officer's post of its State. None where nobody of these can be told.
    """
    notices = list(notices)
    districts = {notice.place_id for notice in notices}
    states = {notice.place.parent_id if notice.place.kind == "district" else notice.place_id for notice in notices}
    conveners = _by_place(Duty.CONVENER, districts)
    officers = _by_place(Duty.STATE_OFFICER, states)
    posts = {notice.post_id: notice.post for notice in notices}
    for found in (conveners, officers):
        posts.update({post.pk: post for listed in found.values() for post in listed})
    known = _Addresses(posts.values(), on)
    answer = {}
    for notice in notices:
        state = notice.place.parent_id if notice.place.kind == "district" else notice.place_id
        chain = [notice.post, *conveners.get(notice.place_id, ()), *officers.get(state, ())]
        answer[notice.pk] = _first_reached(chain, known)
    return answer


def _by_place(duty, places):
    found = {}
    posts = Post.objects.filter(duty=duty, place__in=places, abolished_on__isnull=True).select_related("place").order_by("pk")
    for post in posts:
        found.setdefault(post.place_id, []).append(post)
    return found


def _first_reached(chain, known):
    reasons = []
    for post in chain:
        address, missing = known.of(post)
        if address:
            return Recipient(address, known.label(post), _said(reasons, "en"), _said(reasons, "hi"))
        reasons.append((missing, post))
    return None


_MISSING = {
    "abolished": _("%(post)s is abolished."),
    "vacant": _("%(post)s is vacant."),
    "no address": _("%(post)s has no address."),
}


def _said(reasons, language):
    with override(language):
        words = (str(_MISSING[missing]) % {"post": name_of(post, language)} for missing, post in reasons)
        return " ".join(dict.fromkeys(words))[:400]


def name_of(post, language="en"):
    """ "Lead Bank Manager, Erode", in the language where the names have it."""
    if language == "hi":
        return f"{post.title_hi or post.title}, {post.place.name_hi or post.place.name}"
    return f"{post.title}, {post.place.name}"


class _Addresses:
    """The address of each of these posts on a day: two queries for all."""

    def __init__(self, posts, on):
        posts = list(posts)
        self.on = on
        self.postings = holders([post.pk for post in posts], on)
        people = [posting.person_id for posting in self.postings.values()]
        self.accounts = dict(User.objects.filter(person__in=people, is_active=True).values_list("person_id", "email"))

    def of(self, post):
        """(address, "") or ("", a key of _MISSING)."""
        if post.abolished_on and post.abolished_on <= self.on:
            return "", "abolished"
        posting = self.postings.get(post.pk)
        if posting is None:
            return "", "vacant"
        address = post.office_email or self.accounts.get(posting.person_id, "")
        return (address, "") if address else ("", "no address")

    def label(self, post):
        return f"{self.postings[post.pk].person.name}, {name_of(post)}"[:400]


def posts_in(duties, places, on):
    """{place id: [posts that do one of these duties there that day]}; two queries, whatever the number of places.

    For a district: the posts of the district, the State officers of its State, and the officers of the Regional
    Authority under which it stands that day. For a State: the posts of the State itself.
    places: Place rows.
    """
    places = list(places)
    parents = {place.pk: place.parent_id for place in places if place.kind == "district"}
    offices = {}
    for district, authority in (
        Jurisdiction.objects.on(on).filter(district__in=parents).values_list("district_id", "authority_id")
    ):
        offices.setdefault(district, []).append(authority)
    at = {place.pk for place in places} | {parent for parent in parents.values() if parent}
    at.update(authority for listed in offices.values() for authority in listed)
    found = {}
    posts = Post.objects.filter(Q(abolished_on=None) | Q(abolished_on__gt=on), duty__in=duties, place__in=at)
    for post in posts.select_related("place").order_by("pk"):
        found.setdefault(post.place_id, []).append(post)
    answer = {}
    for place in places:
        own = list(found.get(place.pk, ()))
        own += [post for post in found.get(parents.get(place.pk), ()) if post.duty == Duty.STATE_OFFICER]
        own += [post for office in offices.get(place.pk, ()) for post in found.get(office, ()) if post.duty == Duty.RA_OFFICER]
        answer[place.pk] = own
    return answer
