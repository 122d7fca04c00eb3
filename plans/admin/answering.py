"""The page on which a post answers a data request: a short form, or a sheet that fills it. Of the plan it shows nothing else."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.moves import Move
from accounts.permission import may
from accounts.wording import post_in_words
from common.clock import now, today
from common.refusals import Refusal
from plans import workflow
from plans.admin.forms.requests import AnswerForm
from plans.admin.shell import at_the_desk, page, post_for
from plans.models import AskedFact, DataRequest
from plans.states import ANSWERABLE
from plans.workflow.moving import moved_on
from plans.workflow.requesting import BadAnswer, LetterMissing, RequestWithdrawn


def open_request(user, pk):
    """(the request with its facts, whether this person holds the post that is asked); Http404 for everybody but its holder and
    those who write the plan."""
    asked = (
        DataRequest.objects.select_related("version__plan__place__parent", "post__place")
        .prefetch_related("facts")
        .filter(pk=pk)
        .first()
    )
    if asked is None:
        raise Http404
    place, on = asked.version.plan.place, today()
    holds = may(user, Move.ANSWER_DATA_REQUEST, place, on=on, thing=asked)
    if not holds and not may(user, Move.WRITE, place, on=on, thing=asked.version):
        raise Http404
    return asked, bool(holds)


def closed_because(asked):
    """Why no answer is taken any more, in words; "" while it is."""
    if asked.withdrawn_at is not None:
        return str(RequestWithdrawn().sentence)
    if asked.version.state not in ANSWERABLE:
        return str(moved_on(asked.version).sentence)
    return ""


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """Read what is asked, and answer as much of it as is known."""
    asked, holds = open_request(request.user, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, asked=asked, by_letter=not holds)
    if request.method != "POST":
        return show_answers(request, asked, form, holds=holds)
    status = 422
    if form.is_valid():
        on = today()
        post = None if holds else post_for(request, Move.WRITE, asked.version, on=on)
        reference = form.cleaned_data.get("reference", "")
        try:
            given = workflow.answer_data_request(asked, form.answers(), reference=reference, by=request.user, at=now(), post=post)
        except BadAnswer as bad:
            form.take_errors(bad.errors)
        except Refusal as refused:
            form.add_error("reference" if isinstance(refused, LetterMissing) else None, refused.sentence)
            status = 409
        else:
            n = len(given)
            said = ngettext(
                "%(n)d answer is sent; the office looks at it.", "%(n)d answers are sent; the office looks at them.", n
            )
            messages.success(request, said % {"n": n})
            return HttpResponseRedirect(reverse("desk-data-request", args=[asked.pk]))
    return show_answers(request, asked, form, holds=holds, status=status)


def show_answers(request, asked, form, *, holds, status=200, faults=(), is_from_sheet=False):
    """The page with this form; `faults` are sentences about the cells of a sheet that filled it."""
    place = asked.version.plan.place
    title = _("Facts for the export plan of %(place)s") % {"place": place.name}
    back = reverse("admin:index") if holds else f"{reverse('desk-data-requests', args=[asked.version_id])}#request-{asked.pk}"
    context = {
        "title": title,
        "asked": asked,
        "post": post_in_words(asked.post),
        "form": form,
        "taken": [fact for fact in asked.facts.all() if fact.state == AskedFact.State.TAKEN],
        "closed": closed_because(asked),
        "holds": holds,
        "is_late": asked.due_on < today(),
        "faults": faults,
        "is_from_sheet": is_from_sheet,
        "back": back,
        "address": reverse("desk-data-request", args=[asked.pk]),
        "line": "draft",
        "trail": [(title, "")],
    }
    return page(request, "admin/plans/data_request.html", context, status=status)
