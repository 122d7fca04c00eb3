"""Invitations: a holder gets a link, used once, and sets name and password behind it."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit import edition
from audit.recording import Actor, record
from common.addresses import without_language
from common.clock import INDIA, day_in_india
from common.refusals import Refusal
from common.text import fold, tidy

from . import mail
from .actors import actor_of, label_of
from .appointing import appoint
from .models import Invitation, Person, Posting, User, login_address
from .moves import Move
from .permission import require
from .postings import in_force

VALID_FOR = timedelta(days=7)


class CannotInvite(Refusal):
    """No invitation was made; the sentence says why."""


class StaleLink(Refusal):
    """The link was used, has expired, was replaced, or never existed."""

    default_sentence = _(
        "This link is not one of ours. Copy the whole address from the mail, or ask the officer who invited you for a new one."
    )


@transaction.atomic
def invite(post, *, name="", email, by, at, person=None, origin=""):
    """Invite the holder of `post` to the portal; returns the link, which nothing can show a second time.

    A vacant post is first given to `name` from that day. A newer invitation of
    the same person replaces the older one. Raises CannotInvite where the post
    is vacant and no name is given, the named person is not its holder, the
    person has an account, or the address belongs to somebody else; NotAllowed.
    """
    day = day_in_india(at)
    verdict = require(by, Move.APPOINT, post.place, on=day, thing=post)
    holding = list(in_force(day).filter(post=post).select_related("person"))
    if person is None:
        person = _whom(post, name, holding) or appoint(name, post, on=day, by=by, at=at).person
    elif not _postings_to_come(day).filter(post=post, person=person).exists():
        raise CannotInvite(_("%(person)s does not hold %(post)s.") % {"person": person, "post": post})
    return send_invitation(person, post, email=email, actor=actor_of(by, on=day, post=verdict.post), at=at, origin=origin)


def _postings_to_come(day):
    """Postings that hold on the day or later: who takes over next week may set a password today."""
    return Posting.objects.exclude(valid_to__lte=day)


def _whom(post, name, holding):
    if not holding:
        if not tidy(name):
            raise CannotInvite(_("%(post)s is vacant. Write the name of the person who takes it.") % {"post": post})
        return None
    if not tidy(name):
        return holding[0].person
    for posting in holding:
        if posting.person.folded == fold(name)[:200]:
            return posting.person
    raise CannotInvite(
        _("%(holder)s holds %(post)s, not %(name)s. Transfer the post first.")
        % {"holder": holding[0].person, "post": post, "name": tidy(name)}
    )


@transaction.atomic
def send_invitation(person, post, *, email, actor, at, origin=""):
    """Make the invitation, replace an open one, send the mail after commit; returns the link."""
    email = login_address(email)
    try:
        validate_email(email)
    except ValidationError:
        raise CannotInvite(_("“%(email)s” is no e-mail address. Write one such as name@example.in.") % {"email": email}) from None
    # One at a time per person: a second click waits here and then replaces the first link.
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    account = User.objects.filter(person=person).first()
    if account:
        raise CannotInvite(
            _("%(person)s signs in already, with %(email)s. No invitation is needed.")
            % {"person": person, "email": account.email}
        )
    if User.objects.filter(email=email).exists():
        raise CannotInvite(
            _("The address %(email)s belongs to another account. Ask for this person's own address.") % {"email": email}
        )
    Invitation.objects.filter(person=person, used_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        person=person,
        post=post,
        email=email,
        token_sha256=_hash(token),
        created_at=at,
        created_by_label=label_of(actor),
        expires_at=at + VALID_FOR,
    )
    record(
        "invited",
        actor=actor,
        target=invitation,
        label=f"{person}, {post}",
        at=at,
        data={"person": person.name, "post": post.title, "place": post.place.name},
    )
    link = origin + without_language(reverse("account-join", args=[token]))
    transaction.on_commit(lambda: mail.send_invitation(invitation, link))
    return link


def open_invitation(token, *, at):
    """The invitation behind `token`, if it can still be used. Raises StaleLink with the reason."""
    invitation = Invitation.objects.filter(token_sha256=_hash(token)).select_related("person", "post__place").first()
    if invitation is None:
        raise StaleLink()
    if invitation.used_at:
        raise StaleLink(
            _("This link was used on %(when)s. Sign in with the password set then.")
            % {"when": f"{invitation.used_at.astimezone(INDIA):%d-%m-%Y %H:%M}"}
        )
    if invitation.withdrawn_at:
        raise StaleLink(_("A newer link was sent to you, or this invitation was withdrawn. Use the newest mail."))
    if invitation.expires_at <= at:
        raise StaleLink(
            _("This link was valid until %(when)s. Ask the officer who invited you for a new one.")
            % {"when": f"{invitation.expires_at.astimezone(INDIA):%d-%m-%Y %H:%M}"}
        )
    if not _postings_to_come(day_in_india(at)).filter(person=invitation.person).exists():
        raise StaleLink(
            _("%(person)s holds no post any more, so there is nothing to sign in to. Ask the officer who invited you.")
            % {"person": invitation.person}
        )
    return invitation


@transaction.atomic
def join(token, *, name, password, name_hi=None, at):
    """Use the invitation: name, password, account. Returns the User.

    The invitation is taken by compare-and-swap, so of two clicks one makes the
    account and the other is told. Raises StaleLink; ValidationError for a weak
    password, which leaves the link usable.
    """
    invitation = open_invitation(token, at=at)
    person = invitation.person
    validate_password(password, User(email=invitation.email, person=person))
    taken = Invitation.objects.filter(
        pk=invitation.pk, used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at
    ).update(used_at=at)
    if not taken:
        open_invitation(token, at=at)
        raise StaleLink()
    invited_as = (person.name, person.name_hi)
    if tidy(name):
        person.name = name
    if name_hi is not None:
        person.name_hi = name_hi
    person.save()
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, password, person=person)
    except IntegrityError:
        raise StaleLink(
            _("Meanwhile the address %(email)s or this person got an account. Sign in with it, or ask for a new link.")
            % {"email": invitation.email}
        ) from None
    record(
        "joined",
        actor=Actor(name=person.name, post=invitation.post.title, place=invitation.post.place.name),
        target=person,
        label=person.name,
        at=at,
        data={"invited_by": invitation.created_by_label, "invited_as": invited_as[0]},
    )
    if (person.name, person.name_hi) != invited_as:
        # Holders of offices are named in public.
        edition.bump()
    return user


def _hash(token):
    return sha256(str(token).encode()).hexdigest()


def origin_of(request):
    """Where a link handed out points: the address the portal is known by, else the one this request came to.

    Where PUBLIC_ORIGIN is set a request with a false Host cannot bend a link.
    """
    return settings.PUBLIC_ORIGIN or f"{request.scheme}://{request.get_host()}"
