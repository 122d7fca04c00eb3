"""People of the tests, made through the real functions: headquarters starts the portal and sets up the rest.

    erode = a_district("Erode", "Tamil Nadu")
    hq = make_hq()
    ra = make_ra([erode])                     # a second one: make_ra([erode], officer="S. Nair")
    state = make_state_officer(erode.state)
    people = make_depc_posts(erode)           # {"chair": User, "convener": User, "plan_officer": User, "member": User, ...}
    post_of(people["chair"])                  # the Post

Every user has the password PASSWORD. `stranger()` has an account, a person and no post.
"""

from datetime import UTC, date, datetime
from itertools import count

from django.utils.text import slugify

from accounts.appointing import appoint, ensure_post
from accounts.invitations import invite, join
from accounts.models import Duty, Person, Post, User
from accounts.postings import posts_of
from accounts.setting_up import ensure_authority, set_jurisdiction
from accounts.starting import start_portal
from districts.models import District, Place, RegionalAuthority, State
from tests.recorded_walks import recorded

PASSWORD = "kalamkari-loom-48"
#: The day and moment of every posting made here.
ON = date(2025, 4, 1)
AT = datetime(2025, 4, 1, 4, 30, tzinfo=UTC)

_numbers = count(1)

#: Seats of a district's committee: key, title, duty, is an office of government, invented holder.
DEPC_POSTS = (
    ("chair", "Collector", Duty.CHAIR, True, "A. Kumar"),
    ("convener", "General Manager, District Industries Centre", Duty.CONVENER, True, "G. Devi"),
    ("plan_officer", "Assistant Director (Exports), District Industries Centre", Duty.PLAN_OFFICER, True, "P. Rao"),
    ("member", "Lead District Manager", Duty.MEMBER, True, "L. Das"),
    ("member_2", "District Development Manager, NABARD", Duty.MEMBER, True, "N. Iyer"),
    ("member_3", "Assistant Director, MSME-DFO", Duty.MEMBER, True, "M. Khan"),
    ("association", "Nominee, District Chamber of Commerce", Duty.MEMBER, False, "T. Mehta"),
)


def nation():
    """India: of the register, or made."""
    return Place.objects.filter(kind="nation").first() or Place.objects.create(
        kind="nation", code="IN", slug="india", name="India"
    )


def a_state(name="Tamil Nadu"):
    """The State of this name: of the register, or made."""
    number = next(_numbers)
    return State.objects.filter(name=name).first() or State.objects.create(
        kind="state", code=f"T-{number}", slug=slugify(name), name=name, parent=nation(),
        lgd_code=9000 + number, iso=f"T-{number}", state_type="state",
    )  # fmt: skip


def a_district(name="Erode", state="Tamil Nadu"):
    """The district of this name: of the register, or made."""
    found = District.objects.filter(name=name, state__name=state).first()
    number = next(_numbers)
    return found or District.objects.create(
        kind="district", code=str(90000 + number), slug=slugify(name), name=name, state=a_state(state),
        lgd_code=90000 + number,
    )  # fmt: skip


def an_email(name):
    """An address nobody else in this run has."""
    return f"{''.join(c for c in name.lower() if c.isalnum())}.{next(_numbers)}@example.in"


def token_of(link):
    """The token at the end of an invitation's link."""
    return link.rstrip("/").rsplit("/", 1)[-1]


def joined(post, *, name="", by, on=ON, at=AT, email=None):
    """Post `name` to `post` from `on`, invite and join: the User."""
    posting = appoint(name, post, on=on, by=by, at=at)
    link = invite(post, person=posting.person, email=email or an_email(name), by=by, at=at)
    return join(token_of(link), name=name, password=PASSWORD, at=at)


@recorded
def make_hq(name="H. Singh", *, at=AT):
    """The first holder at headquarters; called again, the same one."""
    user = User.objects.filter(person__postings__post__duty=Duty.HQ).order_by("pk").first()
    if user:
        return user
    nation()
    link = start_portal(email=an_email(name), name=name, at=at)
    return join(token_of(link), name=name, password=PASSWORD, at=at)


@recorded
def make_national(duty, name, *, on=ON, at=AT):
    """A data officer, an auditor or a further headquarters officer."""
    hq = make_hq()
    nation = Place.objects.get(kind="nation")
    post = ensure_post(f"{Duty(duty).label} {next(_numbers)}", place=nation, duty=duty, by=hq, at=at)
    return joined(post, name=name, by=hq, on=on, at=at)


def make_data_officer(name="D. Bose"):
    return make_national(Duty.DATA_OFFICER, name)


def make_auditor(name="U. Sen"):
    return make_national(Duty.AUDITOR, name)


@recorded
def make_ra(districts, *, city=None, officer="R. Nair", on=ON, at=AT):
    """An officer of a Regional Authority under which these districts stand from `on`.

    Without `city` it is the authority they stand under already, or a new one.
    """
    hq = make_hq()
    districts = list(districts)
    authority = (
        None
        if city or not districts
        else RegionalAuthority.objects.filter(jurisdictions__district=districts[0], jurisdictions__valid_to=None).first()
    )
    if authority is None:
        authority = ensure_authority(city or f"Testnagar {next(_numbers)}", by=hq, at=at)
    set_jurisdiction(authority, districts, valid_from=on, notice="PN 1/2025-26", by=hq, at=at)
    title = f"Joint Director General {next(_numbers)}"
    post = ensure_post(title, place=authority, duty=Duty.RA_OFFICER, by=hq, at=at)
    return joined(post, name=officer, by=hq, on=on, at=at)


@recorded
def make_state_officer(state, name="S. Rani", *, on=ON, at=AT):
    """The State's export commissioner."""
    hq = make_hq()
    post = ensure_post(f"Export Commissioner {next(_numbers)}", place=state, duty=Duty.STATE_OFFICER, by=hq, at=at)
    return joined(post, name=name, by=hq, on=on, at=at)


@recorded
def make_depc_posts(district, *, on=ON, at=AT):
    """Posts and holders of a district's committee: {"chair", "convener", "plan_officer", "member", ...: User}.

    The co-chair is an RA officer (make_ra). No seat exists yet; committees.proceedings.constitute makes those.
    """
    hq = make_hq()
    people = {}
    for key, title, duty, is_official, name in DEPC_POSTS:
        post = ensure_post(title, place=district, duty=duty, is_official=is_official, by=hq, at=at)
        people[key] = joined(post, name=f"{name} {district.name}", by=hq, on=on, at=at)
    return people


@recorded
def a_user(name="V. Nobody", *, email=None, post=None, on=ON, at=AT):
    """A user with this name; in `post`, when one is given."""
    if post is not None:
        return joined(post, name=name, by=make_hq(), on=on, at=at, email=email)
    person = Person.objects.create(name=name)
    return User.objects.create_user(email or an_email(name), PASSWORD, person=person)


def stranger():
    """Signed in, and nobody's officer."""
    return a_user("X. Stranger")


def post_of(user, on=ON) -> Post:
    """The first post this user holds on the day."""
    return posts_of(user.person, on).first()
