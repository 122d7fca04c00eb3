"""Asking before a move is done: the form of the move, or in words why it is another's or too late."""

from dataclasses import dataclass

from django.contrib import messages

from accounts.permission import may
from common.refusals import Refusal
from plans.admin.words import DONE
from plans.workflow.moving import moved_on


@dataclass
class Asked:
    """What came of asking: the form to show, or the sentence of a refusal, with the status of the page; `done` what was done."""

    form: object = None
    refused: str = ""
    status: int = 200
    done: object = None
    #: The move was tried and refused, so the version may stand elsewhere than the page believes.
    was_tried: bool = False


def ask(request, rule, version, form_class, do, *, on, too_late=None):
    """Show the form of this move, or do it with what was sent. A refusal changes nothing.

    do(form) does the move and answers something true; too_late is the sentence where the version does not stand where the move
    starts, None to take that from the table of moves.
    """
    verdict = may(request.user, rule.permission, version.plan.place, on=on, thing=version)
    if not verdict:
        return Asked(refused=verdict.sentence, status=403)
    if request.method == "POST":
        form = form_class(request, request.POST, request.FILES).is_about(version)
        if not form.is_valid():
            return Asked(form, status=422)
        try:
            done = do(form)
        except Refusal as refusal:
            return Asked(form, refusal.sentence, 409, was_tried=True)
        messages.success(request, DONE[rule.name])
        return Asked(form, done=done)
    if too_late is None and version.state not in rule.source:
        too_late = moved_on(version).sentence
    if too_late:
        return Asked(refused=too_late, status=409)
    return Asked(form_class(request, initial={"seen": version.row_version}).is_about(version))
