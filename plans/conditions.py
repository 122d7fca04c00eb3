"""What accounts and documents ask plans: who is an author, who signed, who may read a scan."""

from django.utils.translation import gettext_lazy as _

from accounts.conditions import register_condition
from accounts.permission import may
from accounts.postings import holder, person_of
from common.clock import today
from plans.authorship import authors_of, authors_of_paper, version_behind
from plans.models import DataRequest, PlanVersion


def is_no_author(user, place, on, thing):
    """Whether the person saved nothing in the text: of a version, or of the paper that an item or resolution carries."""
    person = person_of(user)
    if person is None:
        return False
    version = version_behind(thing)
    if version is not None:
        return person.pk not in authors_of(version)
    return person.pk not in authors_of_paper(getattr(thing, "paper_id", None))


def did_not_sign(user, place, on, thing):
    """Whether somebody else signed the resolution that adopted this version, or recorded its adoption from paper."""
    person, version = person_of(user), version_behind(thing)
    if person is None or version is None:
        return False
    # Of an erratum: the decision on the text it corrects.
    version = version.decided
    if version.past_adoption_id:
        recorded_by = version.tablings.order_by("-ordinal").values_list("by_id", flat=True).first()
        if recorded_by == person.pk:
            return _("You recorded this adoption from paper, so another person has to publish it.")
    return version.resolution is None or version.resolution.signed_by_id != person.pk


def is_another_than_entered(user, place, on, thing):
    """Whether somebody else entered the reading; readings say who entered them as `entered_by_id`."""
    person = person_of(user)
    return person is not None and getattr(thing, "entered_by_id", None) not in (None, person.pk)


def is_own_action(user, place, on, thing):
    """Whether the action is this person's; actions say whose they are as `owner_id`."""
    person = person_of(user)
    return person is not None and getattr(thing, "owner_id", None) == person.pk


def is_asked_post(user, place, on, thing):
    """Whether the person acts that day in the post that a data request asks."""
    person, post = person_of(user), getattr(thing, "post", None)
    return person is not None and post is not None and holder(post, on) == person


def places_that_ask(posts, on):
    """Places whose plan asked one of these posts for facts."""
    return DataRequest.objects.filter(post__in=posts).values("version__plan__place_id")


def may_read_scan(user, document):
    """True for scans and notifications of versions in places where this person may read what is not published."""
    versions = PlanVersion.objects.filter(notified_document=document) | PlanVersion.objects.filter(past_adoption__scan=document)
    for version in versions.select_related("plan__place"):
        # The document's view passes no day: it serves what may be read now.
        if may(user, "read", version.plan.place, on=today(), thing=version):
            return True
    return None


def register_conditions():
    """Give accounts the functions of the names in its table; called once from AppConfig.ready()."""
    register_condition("is_no_author", is_no_author)
    register_condition("did_not_sign", did_not_sign)
    register_condition("is_another_than_entered", is_another_than_entered)
    register_condition("is_own_action", is_own_action)
    register_condition("is_asked_post", is_asked_post, places=places_that_ask)
