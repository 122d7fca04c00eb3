"""The pages by which headquarters, State officers and Regional Authorities change posts and holders.

Plain forms at their own addresses, working without scripts. What they do stands
in accounts.appointing, accounts.invitations and accounts.setting_up.
"""

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import gettext as _

from accounts.actors import actor_of, label_of
from accounts.appointing import appoint, end_posting, ensure_post, transfer
from accounts.correcting import change_post, record_consent
from accounts.invitations import invite, origin_of
from accounts.models import Duty, Person, Posting
from accounts.moves import Move
from accounts.permission import may, reach
from accounts.queries import posts_within, rows_of
from accounts.setting_up import ensure_authority, set_jurisdiction
from accounts.waiting import set_up_pages
from common.clock import now, today
from districts.models import Place
from documents.storing import store

from .erasing import erase
from .forms import AppointForm, AuthorityForm, ChangePostForm, ConsentForm, EndForm, InviteForm, PostForm, StateForm, TransferForm
from .shell import for_those_who, page, try_to

_LINKS = "links_shown_once"


def addresses():
    """The addresses below /admin/ that PortalAdminSite adds to its own."""
    pages = [
        ("set-up/", set_up, "set-up"),
        ("set-up/authority/", set_up_authority, "set-up-authority"),
        ("set-up/state/", set_up_state, "set-up-state"),
        ("set-up/links/", links, "set-up-links"),
        ("posts/", posts, "posts"),
        ("posts/new/", new_post, "post-new"),
        ("posts/<int:pk>/", change, "post-change"),
        ("postings/<int:pk>/consent/", consent, "posting-consent"),
        ("posts/<int:pk>/holder/", fill, "post-holder"),
        ("posts/<int:pk>/transfer/", hand_over, "post-transfer"),
        ("posts/<int:pk>/invite/", invite_holder, "post-invite"),
        ("postings/<int:pk>/end/", end, "posting-end"),
        ("accounts/user/<int:pk>/erase/", erase, "account-erase"),
    ]
    return [path(route, admin.site.admin_view(view), name=name) for route, view, name in pages]


@for_those_who(Move.APPOINT)
def set_up(request):
    """The first hour: what can be set up, each with a link."""
    steps = []
    for entry in set_up_pages():
        if may(request.user, entry.move, None, on=today()) or reach(request.user, entry.move, on=today()).exists():
            try:
                steps.append({"label": entry.label, "url": reverse(entry.url), "about": entry.about})
            except NoReverseMatch:
                continue
    return page(request, "account/set_up.html", {"title": _("Set up"), "steps": steps})


@for_those_who(Move.REFERENCE_DATA)
def set_up_authority(request):
    """A Regional Authority with its districts and, if named, its first officer."""
    form = AuthorityForm(request.POST or None, request.FILES or None, today=today())
    if request.method == "POST" and form.is_valid():
        done, answer = try_to(form, lambda: _set_up_authority(request, form.cleaned_data))
        if done:
            authority, made, link = answer
            messages.success(
                request,
                _("%(count)s districts now stand under %(office)s.") % {"count": len(made), "office": authority.name},
            )
            return _after(request, link)
    return _form_page(request, form, _("Set up a Regional Authority"), _("Save"))


def _set_up_authority(request, given):
    authority = given["authority"] or ensure_authority(given["new_city"], by=request.user, at=now())
    made = set_jurisdiction(
        authority,
        given["districts"],
        valid_from=given["valid_from"],
        notice=given["notice"],
        move=given["move"],
        by=request.user,
        at=now(),
    )
    link = None
    if given["holder"]:
        post = ensure_post(given["title"], place=authority, duty=Duty.RA_OFFICER, by=request.user, at=now())
        link = _hold(request, post, given)
    return authority, made, link


@for_those_who(Move.APPOINT)
def set_up_state(request):
    """A State's officer."""
    form = StateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def act():
            post = ensure_post(given["title"], place=given["state"], duty=Duty.STATE_OFFICER, by=request.user, at=now())
            return _hold(request, post, given)

        done, link = try_to(form, act)
        if done:
            messages.success(request, _("The State officer of %(state)s is recorded.") % {"state": given["state"].name})
            return _after(request, link)
    return _form_page(request, form, _("Set up a State officer"), _("Save"))


def _hold(request, post, given, *, act=appoint, **more):
    """Appoint and, with an address, invite. Returns the (name, post, link) to show once, or None."""
    posting = act(
        given["holder"],
        post,
        on=given.get("valid_from") or today(),
        order_number=given["order_number"],
        order_date=given["order_date"],
        order_document=_order(request, given),
        name_hi=given.get("holder_hi", ""),
        by=request.user,
        at=now(),
        **more,
    )
    if not given.get("email"):
        return None
    return _invited(request, posting.post, posting.person, given["email"])


def _order(request, given):
    """The scan of the order, kept; None without one. A file that is no document is refused in a sentence."""
    upload = given.get("order_file")
    if not upload:
        return None
    by = actor_of(request.user, on=today())
    return store(upload, name=upload.name, by_label=label_of(by), visibility="private", at=now())


def _invited(request, post, person, email):
    link = invite(post, person=person, email=email, by=request.user, at=now(), origin=origin_of(request))
    return [person.name, str(post), link]


def _after(request, shown_once, url="admin:posts"):
    """To the page that shows a link once, or to the list."""
    if shown_once:
        request.session[_LINKS] = shown_once
        return redirect("admin:set-up-links")
    return redirect(url)


@for_those_who(Move.APPOINT)
def links(request):
    """The link of the invitation just made; opened again, nothing is left to show."""
    shown = request.session.pop(_LINKS, None)
    return page(request, "account/link_once.html", {"title": _("Invitation"), "shown": shown})


@for_those_who(Move.APPOINT)
def posts(request):
    """The posts within reach: holder, since when, vacancy, account, and what can be done."""
    place = request.GET.get("place", "")
    found = posts_within(
        request.user,
        on=today(),
        text=request.GET.get("q", ""),
        vacant=request.GET.get("vacant") == "1",
        place=int(place) if place.isdecimal() else None,
    )
    shown = Paginator(found, 50).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return page(
        request,
        "account/posts.html",
        {
            "title": _("Posts and holders"),
            "rows": rows_of(shown.object_list, today()),
            "page": shown,
            "text": request.GET.get("q", ""),
            "vacant": request.GET.get("vacant") == "1",
            "place": Place.objects.filter(pk=place).first() if place.isdecimal() else None,
            "query": query.urlencode(),
        },
    )


@for_those_who(Move.APPOINT)
def new_post(request):
    """A new post at a place within reach."""
    form = PostForm(
        request.POST or None, request.FILES or None, user=request.user, today=today(), initial={"place": request.GET.get("place")}
    )
    if request.method == "POST" and form.is_valid():
        done, post = try_to(form, lambda: ensure_post(**form.cleaned_data, by=request.user, at=now()))
        if done:
            messages.success(request, _("%(post)s, %(place)s: the post is there.") % {"post": post, "place": post.place.name})
            return redirect("admin:post-holder", post.pk)
    return _form_page(request, form, _("New post"), _("Save the post"))


def _post_or_404(request, pk):
    post = posts_within(request.user, on=today()).filter(pk=pk).first()
    if post is None:
        raise Http404
    return post


@for_those_who(Move.APPOINT)
def fill(request, pk):
    """A holder for a vacant post, or another kind of posting beside the present one."""
    post = _post_or_404(request, pk)
    form = AppointForm(request.POST or None, request.FILES or None, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        done, link = try_to(form, lambda: _hold(request, post, form.cleaned_data, kind=form.cleaned_data["kind"]))
        if done:
            messages.success(request, _("The holder of %(post)s is recorded.") % {"post": post})
            return _after(request, link)
    return _form_page(request, form, _("Holder of %(post)s, %(place)s") % _named(post), _("Record the holder"))


@for_those_who(Move.APPOINT)
def hand_over(request, pk):
    """The present holder leaves, the next one takes over the same day."""
    post = _post_or_404(request, pk)
    form = TransferForm(request.POST or None, request.FILES or None, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        done, link = try_to(form, lambda: _hold(request, post, form.cleaned_data, act=_transfer))
        if done:
            messages.success(request, _("%(post)s has changed hands; seats and past decisions stay.") % {"post": post})
            return _after(request, link)
    return _form_page(request, form, _("Transfer of %(post)s, %(place)s") % _named(post), _("Record the transfer"))


def _transfer(holder, post, **details):
    return transfer(post, holder, **details)


@for_those_who(Move.APPOINT)
def invite_holder(request, pk):
    """A link for the present holder."""
    post = _post_or_404(request, pk)
    row = rows_of([post], today())[0]
    if row.posting is None:
        messages.error(request, _("%(post)s is vacant. Record its holder first.") % {"post": post})
        return redirect("admin:post-holder", post.pk)
    person: Person = row.posting.person
    form = InviteForm(request.POST or None, request.FILES or None, post=post)
    if request.method == "POST" and form.is_valid():
        done, link = try_to(form, lambda: _invited(request, post, person, form.cleaned_data["email"]))
        if done:
            return _after(request, link)
    title = _("Invite %(person)s, %(post)s") % {"person": person, "post": post}
    return _form_page(request, form, title, _("Send the invitation"))


@for_those_who(Move.APPOINT)
def end(request, pk):
    """The end of a posting, leaving the post vacant or to whoever else is posted there."""
    posting = _posting_or_404(request, pk)
    form = EndForm(request.POST or None, request.FILES or None, initial={"until": today()})
    if request.method == "POST" and form.is_valid():
        done, _ended = try_to(form, lambda: end_posting(posting, on=form.cleaned_data["until"], by=request.user, at=now()))
        if done:
            messages.success(request, _("%(person)s has left %(post)s.") % {"person": posting.person, "post": posting.post})
            return redirect("admin:posts")
    title = _("%(person)s leaves %(post)s") % {"person": posting.person, "post": posting.post}
    return _form_page(request, form, title, _("Record the end"))


@for_those_who(Move.APPOINT)
def change(request, pk):
    """Correct a post's title, address or agency, or abolish it."""
    post = _post_or_404(request, pk)
    form = ChangePostForm(request.POST or None, instance=post)
    if request.method == "POST" and form.is_valid():
        # The form wrote into its own copy; what is saved is decided below, on the row as it stands.
        stored = type(post).objects.select_related("place__parent").get(pk=pk)
        done, changed = try_to(form, lambda: change_post(stored, by=request.user, at=now(), **form.cleaned_data))
        if done:
            messages.success(request, _("Saved.") if changed else _("Nothing was different, so nothing was changed."))
            return redirect("admin:posts")
    return _form_page(request, form, _("%(post)s, %(place)s") % _named(post), _("Save"))


@for_those_who(Move.APPOINT)
def consent(request, pk):
    """Whether a nominee may be named in public."""
    posting = _posting_or_404(request, pk)
    form = ConsentForm(request.POST or None, initial={"on": posting.name_consent_on})
    if request.method == "POST" and form.is_valid():
        done, _posting = try_to(form, lambda: record_consent(posting, on=form.cleaned_data["on"], by=request.user, at=now()))
        if done:
            messages.success(request, _("The consent of %(person)s is recorded.") % {"person": posting.person})
            return redirect("admin:posts")
    title = _("Consent of %(person)s to be named in public") % {"person": posting.person}
    return _form_page(request, form, title, _("Save"))


def _posting_or_404(request, pk):
    within = posts_within(request.user, on=today()).order_by().values("pk")
    posting = Posting.objects.filter(pk=pk, post__in=within).select_related("person", "post__place").first()
    if posting is None:
        raise Http404
    return posting


def _named(post):
    return {"post": post.title, "place": post.place.name}


def _form_page(request, form, title, button):
    status = 422 if form.is_bound else 200
    return page(request, "account/form.html", {"title": title, "form": form, "button": button}, status=status)
