"""Registers to read. Posts and holders change on the pages of pages.py, which write Events; an account can be closed here."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.actors import actor_of
from accounts.admin_permission import MovesAdmin
from accounts.models import Invitation, Person, Post, Posting, User
from accounts.moves import Move
from audit.recording import record
from common.clock import now, today


class _Register(MovesAdmin, admin.ModelAdmin):
    """To read only; what changes, changes through accounts.appointing and accounts.invitations."""

    view_move = Move.APPOINT
    change_move = None
    show_full_result_count = False
    actions = None


@admin.register(Person)
class PersonRegister(_Register):
    """Everybody known, for headquarters alone: a person belongs to no place."""

    list_display = ["name", "name_hi"]
    search_fields = ["name", "name_hi", "folded"]


@admin.register(Post)
class PostRegister(_Register):
    place_path = "place"
    list_display = ["title", "place", "duty", "agency", "abolished_on"]
    list_filter = ["duty"]
    list_select_related = ["place", "agency"]
    search_fields = ["title", "title_hi", "place__name", "place__folded"]


@admin.register(Posting)
class PostingRegister(_Register):
    place_path = "post__place"
    list_display = ["person", "post", "place", "kind", "valid_from", "valid_to", "order_number"]
    list_filter = ["kind"]
    list_select_related = ["person", "post__place"]
    search_fields = ["person__name", "person__folded", "post__title", "post__place__name"]

    @admin.display(description=_("place"))
    def place(self, posting):
        return posting.post.place.name


@admin.register(Invitation)
class InvitationRegister(_Register):
    place_path = "post__place"
    list_display = ["person", "post", "email", "created_at", "created_by_label", "expires_at", "used_at", "withdrawn_at"]
    list_select_related = ["person", "post__place"]
    search_fields = ["person__name", "email", "post__title"]


class _OpenOrClosed(forms.TypedChoiceField):
    """Said in words and never by leaving something out: to a server an unticked box and a broken form look alike."""

    def __init__(self, **given):
        super().__init__(
            choices=[("open", _("open")), ("closed", _("closed"))],
            coerce=lambda said: said == "open",
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether this account is open or closed. Nothing was changed.")},
            **given,
        )

    def prepare_value(self, value):
        return {True: "open", False: "closed"}.get(value, value)

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data


@admin.register(User)
class UserRegister(MovesAdmin, admin.ModelAdmin):
    """Accounts, for headquarters alone: closing and opening again is all that is done to one by another person."""

    view_move = Move.APPOINT
    change_move = Move.APPOINT
    add_move = None
    actions = None
    fields = ["email", "person", "is_active", "date_joined", "last_login", "erasing"]
    readonly_fields = ["email", "person", "date_joined", "last_login", "erasing"]
    list_display = ["email", "person", "is_active", "last_login"]
    list_filter = ["is_active"]
    list_select_related = ["person"]
    search_fields = ["email", "person__name", "person__folded"]

    @admin.display(description=_("erase"))
    def erasing(self, account):
        return format_html('<a href="{}">{}</a>', reverse("admin:account-erase", args=[account.pk]), _("Erase this account"))

    def get_readonly_fields(self, request, obj=None):
        # Nobody closes their own account by a slip: headquarters would stand before a closed door.
        own = obj is not None and obj.pk == request.user.pk
        return [*self.readonly_fields, "is_active"] if own else self.readonly_fields

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name != "is_active":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return _OpenOrClosed(label=_("account"))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "is_active" in form.changed_data:
            record(
                "account_opened" if obj.is_active else "account_closed",
                actor=actor_of(request.user, on=today()),
                target=obj,
                label=obj.get_full_name(),
                at=now(),
            )
