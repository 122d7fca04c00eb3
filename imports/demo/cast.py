"""The invented people of the year: posts, postings, accounts and committees, made through the real functions."""

from datetime import timedelta

from accounts.appointing import appoint, end_posting, ensure_post, transfer
from accounts.invitations import invite, join
from accounts.models import Kind, Post, Posting, User
from accounts.postings import holder
from accounts.setting_up import ensure_authority, set_jurisdiction
from accounts.starting import start_portal
from committees import proceedings
from committees.models import Committee, Seat
from committees.proceedings import SeatPlan
from common.clock import day_in_india
from districts.models import District, Jurisdiction, Place, State
from imports.demo.scenario import day, moment

STARTED = moment("2025-03-24 10:00")
POSTED = moment("2025-04-01 10:00")
#: Keys of posts that stand in the people of an office, a State or the nation and not of the district itself.
OF_THE_OFFICE = {"ra": "ra", "co_chair": "ra", "publisher": "publisher"}


class Cast:
    """Who is who: the post, the account and the seat behind a district and a key such as "chair"."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.districts, self.committees = {}, {}
        self._posts, self._office_of = {}, {}

    # Looking up

    def post(self, place, key):
        """The post with this key: of the district, or of its office, its State or the nation."""
        if (place, key) in self._posts:
            return self._posts[place, key]
        district = self.districts[place]
        for owner in (self._office_of[place], district.state.slug, "india"):
            if (owner, OF_THE_OFFICE.get(key, key)) in self._posts:
                return self._posts[owner, OF_THE_OFFICE.get(key, key)]
        raise KeyError(f"The scenario has no {key} in {place}.")

    def person(self, place, key, on):
        """Who acts in that post on the day; fails loudly where it is vacant."""
        found = holder(self.post(place, key), on)
        if found is None:
            raise LookupError(f"{key} in {place} is vacant on {on}.")
        return found

    def user(self, place, key, at):
        """The account of whoever acts in that post at the moment."""
        return User.objects.select_related("person").get(person=self.person(place, key, day_in_india(at)))

    def seat(self, place, key):
        return Seat.objects.select_related("post__place", "committee").get(
            committee=self.committees[place], post=self.post(place, key)
        )

    def keys_of_seats(self, place):
        """The keys of all who sit in the committee of this district, in the order at the table."""
        seats = Seat.objects.filter(committee=self.committees[place]).order_by("position").values_list("post_id", flat=True)
        key_of = {post.pk: key for (owner, key), post in self._posts.items()}
        return ["co_chair" if key_of[pk] == "ra" else key_of[pk] for pk in seats]

    # Setting up

    def enter(self):
        """Headquarters first, then offices with their districts, then every post and its holder."""
        rows = self.scenario.people
        hq = self._start(next(row for row in rows if row["key"] == "hq"))
        for row in self.scenario.districts:
            self._district(row, hq)
        for row in rows:
            if row["key"] != "hq":
                self._take_post(row, hq)

    def _start(self, row):
        login = self.scenario.logins["hq"]
        link = start_portal(email=login.email, name=row["name"], at=STARTED)
        user = join(_token(link), name=row["name"], name_hi=row["name_hi"], password=login.password, at=STARTED)
        self._posts["india", "hq"] = Post.objects.get(postings__person=user.person)
        return user

    def _district(self, row, hq):
        district = District.objects.select_related("state").get(state__slug=row["state"], slug=row["district"])
        if row["district"] in self.districts:
            raise ValueError(f"{row['district']} stands twice in districts.csv.")
        self.districts[row["district"]] = district
        authority = ensure_authority(row["office"], by=hq, at=STARTED)
        if not Jurisdiction.objects.filter(district=district, authority=authority, valid_to=None).exists():
            set_jurisdiction(
                authority, [district], valid_from=day("2025-04-01"), notice="Demonstration notice 1/2025-26", by=hq, at=STARTED
            )
        self._office_of[row["district"]] = row["office"]

    def _place(self, row):
        if row["place_kind"] == "nation":
            return Place.objects.get(kind="nation")
        if row["place_kind"] == "state":
            return State.objects.get(slug=row["place"])
        if row["place_kind"] == "authority":
            return Jurisdiction.objects.filter(
                authority__city=row["place"], valid_to=None, district__in=self.districts.values()
            ).first().authority  # fmt: skip
        return self.districts[row["place"].rpartition("/")[2]]

    def _take_post(self, row, hq):
        post = ensure_post(
            row["title"],
            title_hi=row["title_hi"],
            place=self._place(row),
            duty=row["duty"],
            is_official=row["official"] == "yes",
            by=hq,
            at=STARTED,
        )
        owner = row["place"].rpartition("/")[2]
        self._posts[owner, row["key"]] = post
        if not row["name"]:
            return
        posting = appoint(row["name"], post, name_hi=row["name_hi"], on=day_in_india(POSTED), by=hq, at=POSTED)
        if row["login"]:
            login = self.scenario.logins[row["login"]]
            link = invite(post, person=posting.person, email=login.email, by=hq, at=POSTED)
            join(_token(link), name=row["name"], password=login.password, at=POSTED)
        else:
            self._account(posting.person, f"{row['key']}@{owner}.example")

    def _account(self, person, email):
        # An account without a password: the walk acts through it, nobody can sign in with it.
        User.objects.create_user(email.lower().replace(" ", "-"), None, person=person)

    def constitute(self, row):
        """The committee of a district by its order; its seats are the rows of people.csv that name a type of seat."""
        place = row["district"]
        at = moment(f"{row['order_date']} 15:00") + timedelta(days=1)
        seats = [
            SeatPlan(person["seat"], post=self.post(place, person["key"]))
            for person in self.scenario.people
            if person["place"] == f"{row['state']}/{place}" and person["seat"]
        ]
        seats.insert(1, SeatPlan("depc-dgft", post=self.post(place, "co_chair")))
        self.committees[place] = proceedings.constitute(
            self.districts[place],
            order_number=row["order_number"],
            order_date=day(row["order_date"]),
            seats=seats,
            name=row["name"],
            name_hi=row["name_hi"],
            deviations=row["deviations"],
            interval_months=_number(row["interval_months"]),
            quorum_kind=row["quorum_kind"],
            quorum_number=_number(row["quorum_number"]),
            quorum_numerator=_number(row["quorum_numerator"]),
            quorum_denominator=_number(row["quorum_denominator"]),
            casting_vote=row["casting_vote"] == "yes",
            drafters_vote=row["drafters_vote"] == "yes",
            votes_public=row["votes_public"] == "yes",
            by=self.user(place, "state", at),
            at=at,
        )

    # What happens to posts in the year

    def leave(self, place, key, *, on, by, at):
        """The holder of the post leaves it; it is vacant from that day."""
        for posting in Posting.objects.still_open().filter(post=self.post(place, key)):
            end_posting(posting, on=on, by=by, at=at)

    def take_charge(self, place, key, of, *, on, number, by, at):
        """Whoever holds `key` takes the additional charge of the post `of`."""
        appoint(
            self.person(place, key, on), self.post(place, of), kind=Kind.ADDITIONAL_CHARGE, order_number=number, order_date=on,
            on=on, by=by, at=at,
        )  # fmt: skip

    def succeed(self, place, key, names, *, on, number, by, at):
        """A new substantive holder, named "English / Hindi"; an additional charge ends with it."""
        self.leave(place, key, on=on, by=by, at=at)
        name, _slash, name_hi = names.partition(" / ")
        posting = transfer(self.post(place, key), name, name_hi=name_hi, order_number=number, order_date=on, on=on, by=by, at=at)
        self._account(posting.person, f"{key}-{on:%Y%m}@{place}.example")


def _token(link):
    return link.rstrip("/").rpartition("/")[2]


def _number(cell):
    return int(cell) if cell else None


__all__ = ["POSTED", "STARTED", "Cast", "Committee"]
