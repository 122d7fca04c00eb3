"""may() and reach() are two readings of one table: they never differ, whoever asks, wherever, whenever."""

from datetime import UTC, date, datetime, timedelta
from unittest import mock

from django.db.models import Q
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts import conditions
from accounts.models import Duty, Kind, Person, Post, Posting, User
from accounts.moves import Move
from accounts.permission import may, reach
from accounts.tests import factories
from districts.models import Jurisdiction, Place, RegionalAuthority

FIRST = date(2025, 4, 1)
DAYS = st.integers(0, 30).map(lambda n: FIRST + timedelta(days=n))
ENDS = st.one_of(st.none(), st.integers(1, 20))
DUTIES = [*Duty.values, ""]
AT = datetime(2025, 4, 1, tzinfo=UTC)


@st.composite
def worlds(draw):
    """Posts of any duty at any of the places, postings of three persons, jurisdictions, one account's standing."""
    places = st.integers(0, 8)
    posts = draw(st.lists(st.tuples(st.sampled_from(DUTIES), places, st.booleans()), min_size=1, max_size=6))
    postings = draw(
        st.lists(
            st.tuples(st.integers(0, 2), st.integers(0, len(posts) - 1), DAYS, ENDS, st.sampled_from(Kind.values)),
            max_size=8,
            unique_by=(lambda row: (row[0], row[1])),
        )
    )
    jurisdictions = draw(
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 1), st.one_of(st.none(), DAYS), ENDS),
            max_size=5,
            unique_by=(lambda row: row[0]),
        )
    )
    return posts, postings, jurisdictions


class MayEqualsReach(TestCase):
    @classmethod
    def setUpTestData(cls):
        districts = [
            factories.a_district("Erode", "Tamil Nadu"),
            factories.a_district("Salem", "Tamil Nadu"),
            factories.a_district("Agra", "Uttar Pradesh"),
            factories.a_district("Mirzapur", "Uttar Pradesh"),
        ]
        nation = factories.nation()
        cls.authorities = [
            RegionalAuthority.objects.create(
                kind="authority", code=f"P{n}", slug=f"p{n}", name=f"RA P{n}", city=f"P{n}", parent=nation
            )
            for n in range(2)
        ]
        cls.districts = districts
        cls.places = [*districts, districts[0].state, districts[2].state, nation, *cls.authorities]
        cls.places = list(Place.objects.in_bulk([place.pk for place in cls.places]).values())
        cls.places.sort(key=lambda place: place.pk)
        cls.people = [Person.objects.create(name=f"Person {n}") for n in range(3)]
        cls.user = User.objects.create_user("p@example.in", None, person=cls.people[0])

    def setUp(self):
        def places(posts, on):
            # A seat in the committee of one's own place, and of Salem for every post that has any.
            seated = Post.objects.filter(
                pk__in=[post.pk for post in posts] if isinstance(posts, list) else posts, title__startswith="seat"
            )
            own = Q(pk__in=seated.values("place_id"))
            salem = Q(pk=self.districts[1].pk) & Q(pk__in=Place.objects.filter(_any(seated)))
            return Place.objects.filter(own | salem).values("pk")

        known = {
            name: conditions.Condition(name, lambda *asked: True, places)
            for name in ("holds_a_seat", "is_chair_or_delegate", "is_co_chair")
        }
        patched = mock.patch.dict(conditions._registered, known)
        patched.start()
        self.addCleanup(patched.stop)

    @settings(max_examples=80, deadline=None)
    @given(world=worlds(), move=st.sampled_from(Move), on=DAYS, active=st.booleans())
    def test_both_readings_agree(self, world, move, on, active):
        self._make(world)
        self.user.is_active = active or on.day % 3 != 0

        reached = set(reach(self.user, move, on=on).values_list("pk", flat=True))

        for place in self.places:
            verdict = may(self.user, move, place, on=on)
            assert bool(verdict) == (place.pk in reached), (move, place, verdict)
            assert bool(verdict) == bool(verdict.posts)
            assert bool(verdict) != bool(verdict.sentence)
            for post in verdict.posts:
                assert may(self.user, move, place, on=on, post=post)

    @settings(max_examples=20, deadline=None)
    @given(world=worlds(), move=st.sampled_from(Move), on=DAYS)
    def test_strangers_reach_nothing(self, world, move, on):
        self._make(world)
        unposted = User.objects.create_user("q@example.in", None, person=Person.objects.create(name="Q"))
        nobody = User.objects.create_user("n@example.in", None)

        for stranger in (unposted, nobody, None):
            assert not reach(stranger, move, on=on).exists()
            assert not any(may(stranger, move, place, on=on) for place in self.places)

    def _make(self, world):
        posts, postings, jurisdictions = world
        made = [
            Post.objects.create(title=f"{'seat' if seat else 'post'} {n}", duty=duty, place=self.places[at])
            for n, (duty, at, seat) in enumerate(posts)
        ]
        holding = set()
        for person, post, begins, length, kind in postings:
            # The guard allows one substantive holder at a time; others of the same post get an additional charge.
            if kind == Kind.SUBSTANTIVE and post in holding:
                kind = Kind.ADDITIONAL_CHARGE
            holding.add(post)
            Posting.objects.create(
                person=self.people[person],
                post=made[post],
                kind=kind,
                valid_from=begins,
                valid_to=length and begins + timedelta(days=length),
                recorded_at=AT,
            )
        for district, authority, begins, length in jurisdictions:
            if Jurisdiction.objects.filter(district=self.districts[district]).exists():
                continue
            Jurisdiction.objects.create(
                district=self.districts[district],
                authority=self.authorities[authority],
                valid_from=begins,
                valid_to=length and (begins or FIRST) + timedelta(days=length),
            )


def _any(posts):
    from django.db.models import Exists

    return Exists(posts)
