"""Posts and who holds them: the only ways in which they change. Every way asks may(), writes one Event and raises the edition."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import edition
from audit.recording import record
from common.clock import day_in_india
from common.refusals import Refusal
from common.text import fold, tidy

from . import mail
from .actors import actor_of, label_of
from .models import Duty, Kind, Person, Post, Posting, place_refusal
from .moves import Move
from .permission import require
from .postings import in_force


def is_a_committee_post(user, place, on, thing):
    """Condition of accounts.moves: the post is one whose holder sits in a district's committee."""
    return thing.duty in ("", Duty.CHAIR, Duty.CONVENER, Duty.MEMBER)


class NotAPost(Refusal):
    """The post as described cannot exist."""


class PostIsHeld(Refusal):
    """Somebody holds the post substantively on that day."""


class NotAPosting(Refusal):
    """The posting as described cannot exist."""


@transaction.atomic
def ensure_post(title, *, place, duty="", agency=None, title_hi="", office_email="", is_official=True, by, at):
    """The post with this title at this place and agency: the existing one, or a new one.

    An existing post is returned as it is, unless its duty is another: raises
    NotAPost then, so that a pasted list never gives an office new rights by the
    way. Raises NotAllowed when `by` may not appoint at the place.
    """
    post = Post(
        title=tidy(title),
        title_hi=tidy(title_hi),
        place_id=place.pk,
        agency=agency,
        duty=duty,
        office_email=office_email,
        is_official=is_official,
    )
    day = day_in_india(at)
    verdict = require(by, Move.APPOINT, place, on=day, thing=post)
    return make_post(post, actor=actor_of(by, on=day, post=verdict.post), at=at)


def make_post(post, *, actor, at):
    """Save `post` unless it exists already; the Event is the actor's. For ensure_post and start_portal, which ask first."""
    if not post.title:
        raise NotAPost(_("A post needs a title, for example “General Manager, District Industries Centre”."))
    if refusal := place_refusal(post.duty, post.place):
        raise NotAPost(refusal)
    existing = Post.objects.filter(place=post.place, title=post.title, agency=post.agency).first()
    if existing:
        if post.duty and existing.duty != post.duty:
            raise NotAPost(
                _("%(post)s exists with the duty “%(duty)s”. Give the new post another title.")
                % {"post": existing, "duty": existing.get_duty_display() or _("none")}
            )
        return existing
    post.save(force_insert=True)
    record(
        "post_made",
        actor=actor,
        target=post,
        label=str(post),
        at=at,
        data={"place": post.place.name, "duty": post.duty},
    )
    return post


@transaction.atomic
def appoint(
    person_or_name,
    post,
    *,
    kind=Kind.SUBSTANTIVE,
    order_number="",
    order_date=None,
    order_document=None,
    name_hi="",
    on,
    by,
    at,
):
    """Post a person to `post` from the day `on`; returns the Posting.

    A name makes a new Person: two officers may have one name. Asked twice for
    the same person, kind and post, the standing posting is returned.
    Raises PostIsHeld while another person holds the post substantively,
    NotAPosting for one's own appointment or an abolished post, NotAllowed.
    """
    day = day_in_india(at)
    verdict = require(by, Move.APPOINT, post.place, on=day, thing=post)
    if isinstance(person_or_name, Person) and by.person_id == person_or_name.pk:
        raise NotAPosting(_("Nobody posts themselves. Ask another officer who may appoint here to do it."))
    return make_posting(
        person_or_name,
        post,
        kind=kind,
        order_number=order_number,
        order_date=order_date,
        order_document=order_document,
        name_hi=name_hi,
        on=on,
        actor=actor_of(by, on=day, post=verdict.post),
        at=at,
    )


@transaction.atomic
def make_posting(person_or_name, post, *, kind, on, actor, at, name_hi="", **order):
    """Save the posting unless it stands already. For appoint and start_portal, which ask first."""
    # The post's row is the lock: two doors that appoint at once take turns.
    post = Post.objects.select_for_update(of=("self",), no_key=True).select_related("place").get(pk=post.pk)
    if post.abolished_on and on >= post.abolished_on:
        raise NotAPosting(
            _("%(post)s was abolished on %(day)s. Choose another post.") % {"post": post, "day": f"{post.abolished_on:%d-%m-%Y}"}
        )
    standing = _standing(person_or_name, post, kind, on)
    if standing:
        return standing
    if kind == Kind.SUBSTANTIVE:
        _refuse_second_holder(post, on)
    person = person_or_name
    if not isinstance(person, Person):
        if not tidy(person):
            raise NotAPosting(_("Write the name of the person who takes the post."))
        person = Person.objects.create(name=person, name_hi=name_hi)
    elif Posting.objects.still_open().filter(person=person, post=post).exists():
        raise NotAPosting(
            _("%(person)s is posted to %(post)s already. End that posting before recording another kind.")
            % {"person": person, "post": post}
        )
    posting = Posting.objects.create(
        person=person,
        post=post,
        kind=kind,
        valid_from=on,
        recorded_at=at,
        recorded_by_label=label_of(actor),
        **{name: value for name, value in order.items() if value},
    )
    record(
        "appointed",
        actor=actor,
        target=posting,
        label=f"{person}, {post}",
        at=at,
        data={
            "person": person.name,
            "post": post.title,
            "place": post.place.name,
            "kind": str(kind),
            "from": on.isoformat(),
            "order_number": posting.order_number,
        },
    )
    edition.bump()
    transaction.on_commit(lambda: mail.tell_of_posting(posting))
    return posting


def _standing(person_or_name, post, kind, on):
    known = in_force(on).filter(post=post, kind=kind).select_related("person")
    if isinstance(person_or_name, Person):
        return known.filter(person=person_or_name).first()
    return known.filter(person__folded=fold(person_or_name)[:200]).first()


def _refuse_second_holder(post, on):
    holding = (
        Posting.objects.filter(post=post, kind=Kind.SUBSTANTIVE)
        .exclude(valid_to__lte=on)
        .select_related("person")
        .order_by("valid_from")
        .first()
    )
    if holding:
        raise PostIsHeld(
            _(
                "%(person)s holds %(post)s since %(day)s. Transfer the post, which ends that posting, "
                "or record an additional charge."
            )
            % {"person": holding.person, "post": post, "day": f"{holding.valid_from:%d-%m-%Y}"}
        )


@transaction.atomic
def end_posting(posting, *, on, by, at):
    """The person leaves the post: `on` is the first day on which they no longer hold it. Seats and past decisions stay.

    Raises NotAPosting when it has ended or would end before it began; NotAllowed.
    """
    day = day_in_india(at)
    verdict = require(by, Move.APPOINT, posting.post.place, on=day, thing=posting.post)
    if on <= posting.valid_from:
        raise NotAPosting(
            _("%(person)s took %(post)s on %(day)s; the posting can only end later.")
            % {"person": posting.person, "post": posting.post, "day": f"{posting.valid_from:%d-%m-%Y}"}
        )
    if not Posting.objects.filter(pk=posting.pk, valid_to__isnull=True).update(valid_to=on):
        raise NotAPosting(
            _("%(person)s has left %(post)s already; nothing was changed.") % {"person": posting.person, "post": posting.post}
        )
    posting.valid_to = on
    record(
        "posting_ended",
        actor=actor_of(by, on=day, post=verdict.post),
        target=posting,
        label=f"{posting.person}, {posting.post}",
        at=at,
        data={"person": posting.person.name, "post": posting.post.title, "until": on.isoformat()},
    )
    edition.bump()
    return posting


@transaction.atomic
def transfer(post, person_or_name, *, on, by, at, order_number="", order_date=None, order_document=None, name_hi=""):
    """End the substantive posting at `post` on the day `on` and begin the next; returns the new Posting.

    A vacant post is simply filled. The committee's seat points at the post and
    does not change.
    """
    for standing in Posting.objects.still_open().filter(post=post, kind=Kind.SUBSTANTIVE).select_related("person", "post__place"):
        end_posting(standing, on=on, by=by, at=at)
    return appoint(
        person_or_name,
        post,
        order_number=order_number,
        order_date=order_date,
        order_document=order_document,
        name_hi=name_hi,
        on=on,
        by=by,
        at=at,
    )
