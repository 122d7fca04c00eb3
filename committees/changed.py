"""When something public about a committee, a meeting or a resolution last changed, from the times that are recorded.

Resolutions and papers carry their moments. A committee and a meeting change by what is recorded about them: their public Events,
besides the moments of their own columns; both are moments of the portal, given by its doors.
"""

from django.db.models import CharField, DateTimeField, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest

from audit.models import Event
from audit.recording import kind_of
from committees.models import Committee, Meeting, MeetingState, Resolution


def with_modified_at(rows):
    """`rows`, a queryset of committees, meetings or resolutions, each with `modified_at`. No further query."""
    return rows.annotate(modified_at=_OF[rows.model]())


def _of_resolution():
    return Coalesce("annulment__annulled_at", "signed_at")


def _of_meeting():
    # Called, sent, opened and closed have columns; cancelled, joined and what stands on the agenda have Events.
    return _latest("recorded_at", _last_event(Meeting))


def _of_committee():
    # Last met and the number of resolutions are shown with it, so they change it too.
    held = Meeting.objects.filter(committees=OuterRef("pk"), state=MeetingState.CLOSED).order_by("-closed_at")
    signed = Resolution.objects.filter(committee=OuterRef("pk"), signed_at__isnull=False).order_by("-signed_at")
    return _latest(
        "recorded_at",
        _last_event(Committee),
        Subquery(held.values("closed_at")[:1]),
        Subquery(signed.values("signed_at")[:1]),
    )


def _last_event(model):
    events = Event.objects.filter(is_public=True, target_kind=kind_of(model), target_id=Cast(OuterRef("pk"), CharField()))
    return Subquery(events.order_by("-at").values("at")[:1])


def _latest(first, *others):
    # One empty moment would make the whole empty on SQLite.
    return Greatest(first, *(Coalesce(other, first, output_field=DateTimeField()) for other in others))


_OF = {Committee: _of_committee, Meeting: _of_meeting, Resolution: _of_resolution}
