"""What the worker owes the public door, to read."""

from django.contrib import admin

from accounts.admin_permission import MovesAdmin
from accounts.moves import Move

from .models import OwedEdition


@admin.register(OwedEdition)
class OwedEditionRegister(MovesAdmin, admin.ModelAdmin):
    """Editions and their files, for headquarters: what is built, what waits, what went wrong."""

    view_move = Move.CONSTITUTE
    change_move = None
    actions = None
    show_full_result_count = False
    ordering = ["-edition"]
    list_display = ["edition", "owed_at", "built_at", "attempts", "fault"]
    list_filter = [("built_at", admin.EmptyFieldListFilter)]
