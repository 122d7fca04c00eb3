"""Texts open for comment: the list, the text with its form, and the register that goes with a published plan.

The text of a draft leaves by this door alone and only while it is open: not stored, not indexed, in no list, search, feed
or API. The list names places and closing days, never the text or its title.
"""

import secrets

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now, today
from common.refusals import Refusal
from plans import consultation as texts
from plans import workflow
from plans.freezing import paper_of
from plans.models import Head, Plan
from plans.models.public_comment import LONGEST
from plans.papers import preview
from plans.workflow.commenting import BadComment
from public import lists, plan_pages
from public.addresses import consultation_address
from public.views.plans import place_of, published_page


class CommentForm(forms.Form):
    """A comment of anybody. Nothing but the words is asked for; a name is shown only where the writer says so."""

    use_required_attribute = False
    head = forms.TypedChoiceField(label=_("About"), required=False, coerce=int, empty_value=None)
    text = forms.CharField(
        label=_("Your comment"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "aria-describedby": "rules"}),
    )
    name = forms.CharField(label=_("Your name (need not be given)"), required=False)
    body = forms.CharField(label=_("For whom you write (need not be given)"), required=False)
    may_be_named = forms.BooleanField(label=_("Show this name beside the comment"), required=False)
    # Out of sight: only programs that fill every box fill it.
    website = forms.CharField(required=False)
    press = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["head"].choices = [("", capfirst(_("the whole plan"))), *((n, f"{n}. {title}") for n, title in Head.choices)]

    def given(self):
        """The arguments of workflow.leave_comment."""
        names = ("head", "text", "name", "body", "may_be_named")
        return {name: self.cleaned_data[name] for name in names} | {
            "press": self.cleaned_data["press"] or secrets.token_urlsafe(16)
        }


@require_safe
def consultation_list(request):
    """Where a text is open for comment today, and until when."""
    page = lists.page_of(request, texts.open_on(today()))
    return render(request, "public/consultations.html", {"section": "plans", "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request, state, district=None):
    """The text while it is open, with the comments let through and the form.

    After the closing day a page says so without the text; once the office closed the consultation there is nothing here.
    """
    place, kind = place_of(state, district)
    version = texts.under_consultation(place, kind)
    if version is None:
        raise Http404
    if version.consultation_until < today():
        over = {"section": "plans", "version": version, "place": place}
        return _kept_out(render(request, "public/consultation_over.html", over, status=409 if request.method == "POST" else 200))
    form = CommentForm(request.POST if request.method == "POST" else None, initial=_initial(request))
    status, refused = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if not form.cleaned_data["website"]:
                    workflow.leave_comment(version, at=now(), **form.given())
            except BadComment as bad:
                for field, sentences in bad.errors.items():
                    form.add_error(field, sentences)
            except Refusal as refusal:
                refused, status = refusal.sentence, 409
            else:
                return _kept_out(HttpResponseRedirect(f"{request.path}?sent=1#comment"))
    paper = preview(paper_of(version))
    context = {
        "section": "plans",
        "version": version,
        "place": place,
        "is_strategy": kind == Plan.Kind.STATE_STRATEGY,
        "paper": paper,
        "title_here": version.title_hi if get_language() == "hi" and paper.language != "hi" else "",
        "heads": plan_pages.heads(paper),
        "register": texts.register_of(version),
        "form": form,
        "refused": refused,
        "sent": "sent" in request.GET and request.method != "POST",
        "most": LONGEST,
        "address": consultation_address(place, kind),
    }
    return _kept_out(render(request, "public/consultation.html", context, status=status))


# Its form brings a cookie of its own, so the page is outside what is kept by edition.
consultation.has_form = True


@require_safe
def register(request, state, number, district=None):
    """What the public said about the text that became this published version, and what was answered."""
    found = published_page(state, district, number)
    said = texts.register_of(found.version)
    if not said.received:
        raise Http404
    context = {"section": "plans", "found": found, "version": found.version, "place": found.version.plan.place, "register": said}
    return render(request, "public/comments.html", context)


def _initial(request):
    head = request.GET.get("head", "")
    return {"press": secrets.token_urlsafe(16), "head": int(head) if head.isascii() and head.isdigit() and len(head) < 3 else ""}


def _kept_out(response):
    """In no cache and no index: what is open for comment today is a draft again tomorrow."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
