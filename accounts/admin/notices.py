"""Who was told, and who is still to be: the outbox to read, for headquarters and, in their State, the State officers."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin_permission import MovesAdmin
from accounts.models import Notice
from accounts.moves import Move
from accounts.notices import KINDS
from common.clock import INDIA


@admin.register(Notice)
class NoticeRegister(MovesAdmin, admin.ModelAdmin):
    """Written by what happens and sent by the worker; nobody adds, changes or removes one here."""

    view_move = Move.CONSTITUTE
    change_move = None
    place_path = "place"
    actions = None
    show_full_result_count = False
    list_display = ["owed_at", "what", "about", "post_of", "state", "to_label", "outcome"]
    list_filter = ["state", "is_urgent"]
    list_select_related = ["post__place", "place"]
    search_fields = ["about", "to_label", "post__title", "place__name", "place__folded"]
    search_help_text = _("Name of a place, a post or a person, or what it is about.")
    date_hierarchy = "owed_at"
    fields = [
        "what", "about", "url", "post_of", "place", "owed_at", "is_urgent", "state", "sent_at", "to_label", "to_address", "why",
        "attempts", "try_after", "error",
    ]  # fmt: skip

    @admin.display(description=_("kind"), ordering="kind")
    def what(self, notice):
        return KINDS[notice.kind].label if notice.kind in KINDS else notice.kind

    @admin.display(description=_("sent at, or why not"))
    def outcome(self, notice):
        return " ".join(
            filter(None, (notice.sent_at and f"{notice.sent_at.astimezone(INDIA):%d-%m-%Y %H:%M}", notice.why, notice.error))
        )

    @admin.display(description=_("owed to"))
    def post_of(self, notice):
        return f"{notice.post.title}, {notice.post.place.name}"
