"""Lists of committees, meetings and resolutions in the admin: to find and to read. What changes them are the desk pages."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.admin_permission import MovesAdmin
from accounts.moves import Move
from committees.models import AgendaItem, Committee, Meeting, Paper, Resolution, ResolutionState, Seat, SeatType, Sitting


class ReadHere(MovesAdmin, admin.ModelAdmin):
    """Read by those who may read what a committee has before it; changed by nobody here."""

    view_move = Move.READ
    change_move = None
    actions = None
    list_per_page = 50

    def has_add_permission(self, request, *args):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class SeatsInline(admin.TabularInline):
    """The seats of a committee, past ones included."""

    model = Seat
    fields = readonly_fields = ("position", "post_title", "role", "votes", "valid_from", "valid_to", "order_number")
    extra = 0
    can_delete = False

    @admin.display(description=_("post"))
    def post_title(self, seat):
        # No link: most of those who may read a committee may not open the register of posts.
        return str(seat.post)

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("post")


@admin.register(Committee)
class CommitteeAdmin(ReadHere):
    place_path = "place"
    list_display = ("name", "kind", "place", "order_number", "order_date", "valid_from", "valid_to", "desk")
    list_filter = ("kind", "quorum_kind")
    list_select_related = ("place",)
    search_fields = ("name", "name_hi", "slug", "place__folded", "order_number")
    inlines = [SeatsInline]

    @admin.display(description=_("desk"))
    def desk(self, committee):
        return format_html('<a href="{}">{}</a>', reverse("desk-depc", args=[committee.slug]), _("open"))


@admin.register(Meeting)
class MeetingAdmin(ReadHere):
    place_path = "committees__place"
    list_display = ("starts_at", "committee_names", "mode", "state", "desk")
    list_filter = ("state", "mode")
    date_hierarchy = "held_on"
    # For the members of its committees, who read it on the meeting's own page.
    exclude = ("online_link",)

    def get_queryset(self, request):
        # A joint meeting lies at several places and stands once in the list.
        return super().get_queryset(request).distinct().prefetch_related("committees")

    def place_of(self, obj):
        first = obj.committees.select_related("place").first()
        return first.place if first else None

    @admin.display(description=_("committees"))
    def committee_names(self, meeting):
        return "; ".join(committee.name for committee in meeting.committees.all())

    @admin.display(description=_("desk"))
    def desk(self, meeting):
        return format_html('<a href="{}">{}</a>', reverse("desk-meeting", args=[meeting.pk]), _("open"))


@admin.register(AgendaItem)
class AgendaItemAdmin(ReadHere):
    place_path = "committee__place"
    list_display = ("title", "committee", "meeting", "order", "motion", "state")
    list_filter = ("state", "motion")
    list_select_related = ("committee", "meeting")
    search_fields = ("title", "committee__name")


@admin.register(Resolution)
class ResolutionAdmin(ReadHere):
    place_path = "committee__place"
    list_display = ("number_or_state", "title", "committee", "outcome", "decided_on", "signed_at", "desk")
    list_filter = ("state", "outcome", "method")
    list_select_related = ("committee",)
    search_fields = ("number", "title", "committee__name", "paper__sha256")

    @admin.display(description=_("number"), ordering="number")
    def number_or_state(self, resolution):
        return resolution.number or ResolutionState(resolution.state).label

    @admin.display(description=_("desk"))
    def desk(self, resolution):
        return format_html('<a href="{}">{}</a>', reverse("desk-resolution", args=[resolution.pk]), _("open"))


@admin.register(Paper)
class PaperAdmin(ReadHere):
    """Frozen texts by fingerprint, for those who may read everything; the text itself is read on its own page."""

    list_display = ("title", "short_hash", "format", "created_at", "created_by_label")
    search_fields = ("sha256", "title")
    exclude = ("content",)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


@admin.register(SeatType)
class SeatTypeAdmin(ReadHere):
    """The template of the Handbook, as written in code."""

    list_display = ("committee_kind", "number", "name", "role", "repeatable", "is_official", "source")
    list_filter = ("committee_kind",)


@admin.register(Sitting)
class SittingAdmin(ReadHere):
    place_path = "committee__place"
    list_display = ("meeting", "committee", "delegate", "delegation_reference")
    list_select_related = ("meeting", "committee", "delegate")
