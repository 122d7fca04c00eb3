"""Small changes of what is recorded about posts and postings: a title, an address, an end, a consent. Each writes one Event."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from audit import edition
from audit.recording import record
from common.clock import day_in_india
from common.text import tidy

from .actors import actor_of
from .appointing import NotAPost, NotAPosting
from .models import Posting
from .moves import Move
from .permission import require

#: What may change about a post. Its place and duty never do: they carry rights, so another office is another post.
CHANGEABLE = ("title", "title_hi", "agency", "office_email", "is_official", "abolished_on")


@transaction.atomic
def change_post(post, *, by, at, **changes):
    """Correct a post; returns the names of what changed, empty when nothing did.

    Raises NotAPost for a title that is empty or taken, or an abolition while
    somebody still holds the post; NotAllowed; TypeError for other fields.
    """
    if unknown := set(changes) - set(CHANGEABLE):
        raise TypeError(f"A post's {', '.join(sorted(unknown))} cannot be changed.")
    day = day_in_india(at)
    verdict = require(by, Move.APPOINT, post.place, on=day, thing=post)
    post = type(post).objects.select_for_update(of=("self",), no_key=True).select_related("place", "agency").get(pk=post.pk)
    wanted = {name: tidy(value) if isinstance(value, str) else value for name, value in changes.items()}
    changed = {name: value for name, value in wanted.items() if getattr(post, name) != value}
    if not changed:
        return []
    if not wanted.get("title", post.title):
        raise NotAPost(_("A post needs a title. Nothing was changed."))
    ends = changed.get("abolished_on")
    if ends and Posting.objects.filter(post=post).exclude(valid_to__lte=ends).exists():
        raise NotAPost(_("Somebody holds %(post)s then. End that posting first, then abolish the post.") % {"post": post})
    before = {name: str(getattr(post, name) or "") for name in changed}
    for name, value in changed.items():
        setattr(post, name, value)
    try:
        with transaction.atomic():
            post.save(update_fields=list(changed))
    except IntegrityError:
        raise NotAPost(
            _("%(place)s already has a post with this title. Choose another; nothing was changed.") % {"place": post.place.name}
        ) from None
    record(
        "post_changed",
        actor=actor_of(by, on=day, post=verdict.post),
        target=post,
        label=str(post),
        at=at,
        data={"before": before, "after": {name: str(value or "") for name, value in changed.items()}},
    )
    edition.bump()
    return sorted(changed)


@transaction.atomic
def record_consent(posting, *, on, by, at):
    """The nominee agreed on the day `on` to be named in public; None takes the consent back. Raises NotAPosting, NotAllowed."""
    day = day_in_india(at)
    verdict = require(by, Move.APPOINT, posting.post.place, on=day, thing=posting.post)
    if posting.post.is_official:
        raise NotAPosting(_("Holders of an office of government are named in any case; consent is asked of nominees."))
    if on and on > day:
        raise NotAPosting(_("A consent cannot lie in the future. Write the day on which it was given."))
    posting.name_consent_on = on
    posting.save(update_fields=["name_consent_on"])
    record(
        "name_consent_given" if on else "name_consent_withdrawn",
        actor=actor_of(by, on=day, post=verdict.post),
        target=posting,
        label=f"{posting.person}, {posting.post}",
        at=at,
        data={"on": on.isoformat() if on else ""},
    )
    edition.bump()
    return posting
