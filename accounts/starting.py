"""The first account of an installation, before which nobody may do anything."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.recording import Actor
from common.clock import day_in_india
from common.refusals import Refusal
from districts.models import Place

from .appointing import make_post, make_posting
from .invitations import send_invitation
from .models import Duty, Kind, Post, User, login_address
from .postings import holder, in_force

HEADQUARTERS = "Headquarters, Directorate General of Foreign Trade"
HEADQUARTERS_HI = "मुख्यालय, विदेश व्यापार महानिदेशालय"


class AlreadyStarted(Refusal):
    """Headquarters has an account."""


class NotReady(Refusal):
    """The facts the portal starts from are missing."""


@transaction.atomic
def start_portal(*, email, at, name="", origin=""):
    """Make the headquarters post and its first holder where they are missing; returns a new one-time link.

    Run again before the link is used, it replaces the link and changes nothing
    else. Raises AlreadyStarted once somebody at headquarters can sign in.
    """
    day = day_in_india(at)
    nation = Place.objects.select_for_update(no_key=True).filter(kind="nation").first()
    if nation is None:
        raise NotReady(_("The register of places is empty. Run “manage.py load_seeds” first, then this again."))
    try:
        validate_email(login_address(email))
    except ValidationError:
        raise NotReady(
            _("“%(email)s” is no e-mail address, so nothing was made. Write one such as name@example.in.") % {"email": email}
        ) from None
    account = User.objects.filter(
        is_active=True, person__postings__in=in_force(day).filter(post__duty=Duty.HQ).order_by()
    ).first()
    if account:
        raise AlreadyStarted(
            _("Headquarters has an account (%(email)s), so nothing was changed. It invites everybody else.")
            % {"email": account.email}
        )
    actor = Actor(name="start_portal", place=nation.name)
    post = Post.objects.filter(place=nation, duty=Duty.HQ).order_by("pk").first()
    if post is None:
        post = make_post(Post(title=HEADQUARTERS, title_hi=HEADQUARTERS_HI, place=nation, duty=Duty.HQ), actor=actor, at=at)
    person = holder(post, day)
    if person is None:
        person = make_posting(
            name or login_address(email).partition("@")[0], post, kind=Kind.SUBSTANTIVE, on=day, actor=actor, at=at
        ).person
    return send_invitation(person, post, email=email, actor=actor, at=at, origin=origin or settings.PUBLIC_ORIGIN)
