"""The record of what happened, to read: for headquarters and the auditor."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin_permission import MovesAdmin
from accounts.moves import Move
from audit.models import Event


@admin.register(Event)
class EventRegister(MovesAdmin, admin.ModelAdmin):
    """Events are written by what happens; nobody adds, changes or removes one here."""

    view_move = Move.READ
    change_move = None
    actions = None
    show_full_result_count = False
    list_display = ["at", "actor_name", "actor_post", "actor_place", "verb", "target_label", "is_public"]
    list_filter = ["is_public", "target_kind"]
    search_fields = ["actor_name", "target_label", "verb"]
    search_help_text = _("Name of a person, of a thing, or what was done.")
    date_hierarchy = "at"
