"""What may() says when it says no: what is refused, why, and who can do it instead."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from .models import Duty
from .moves import CONDITIONS, MOVES, Scope


def not_signed_in(user):
    """Why somebody without a usable account is refused."""
    if user is None or not getattr(user, "is_authenticated", False):
        return _("You are not signed in. Sign in with the account of a post that may do this.")
    if not user.is_active:
        return _("Your account is closed, so nothing was changed. Ask headquarters to open it again.")
    return _("Your account belongs to no person with a post, so nothing was changed. Ask headquarters to link it.")


def condition_failed(name, answer):
    """The condition's own sentence when it gave one, else the table's."""
    return str(answer) if answer and answer is not True else str(CONDITIONS[name])


def refused(move, place, posts, on):
    """ "Only the convener of Erode can table this plan. You are signed in as RA officer, RA Coimbatore." """
    who = who_can(move, place)
    what = str(move.label)
    if not who:
        first = _("Nobody can %(what)s at %(place)s.") % {"what": what, "place": place.name if place else ""}
    else:
        first = _("Only %(who)s can %(what)s.") % {"who": get_text_list(who, _("or")), "what": what}
    if not posts:
        second = _("You hold no post on %(day)s.") % {"day": f"{on:%d-%m-%Y}"}
    else:
        second = _("You are signed in as %(posts)s.") % {
            "posts": get_text_list([post_in_words(post) for post in posts], _("and"))
        }
    return f"{first} {second}"


def post_in_words(post):
    """ "General Manager, DIC, Erode": the place is added unless the title names it."""
    return post.title if post.place.name.casefold() in post.title.casefold() else f"{post.title}, {post.place.name}"


def who_can(move, place):
    """Who may make this move at this place, in words, the nearest first; empty when nobody can."""
    said = []
    for grant in MOVES[move]:
        for words in _grant_in_words(grant, place):
            if words not in said:
                said.append(words)
    return said


def _grant_in_words(grant, place):
    scope = grant.scope
    if "is_own_action_point" in grant.conditions:
        return [_("the holder of the post that owns it")]
    if scope is Scope.ASKED:
        return [_("the holder of the post that is asked")]
    if scope is Scope.EVERYWHERE:
        national = {
            Duty.HQ: _("headquarters"),
            Duty.DATA_OFFICER: _("a data officer"),
            Duty.AUDITOR: _("an auditor"),
        }
        return [national[duty] for duty in grant.duties]
    if place is None:
        return []
    name = {"place": place.name}
    if scope is Scope.SEAT:
        return [_("holders of a voting seat in the committee of %(place)s") % name]
    if scope is Scope.CHAIR:
        return [_("the chair of the committee of %(place)s or the delegate named for the sitting") % name]
    if scope is Scope.CO_CHAIR:
        return [_("the co-chair of the committee of %(place)s") % name]
    if place.kind == "district":
        if scope is Scope.JURISDICTION:
            return [_("the RA officer for %(place)s") % name]
        if scope is Scope.OWN_STATE:
            return [_("the State officer of %(place)s") % {"place": place.parent.name if place.parent else place.name}]
        if scope is Scope.OWN_DISTRICT:
            own = {
                Duty.PLAN_OFFICER: _("the plan officer of %(place)s"),
                Duty.CONVENER: _("the convener of %(place)s"),
                Duty.CHAIR: _("the chair of %(place)s"),
            }
            return [own[duty] % name for duty in grant.duties]
    elif place.kind == "state" and scope in (Scope.OWN_STATE, Scope.STATE_ITSELF):
        return [_("the State officer of %(place)s") % name]
    return []
