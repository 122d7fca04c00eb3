"""What is read about action points: their age on a day, what the public sees of them, the report that opens an agenda.

Nothing here gives the words, owner, date or answers of an action point that
arose from an item in camera, unless the reader may read the committee's own.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import ngettext

from accounts.models import Person
from accounts.postings import holders
from accounts.queries import may_be_named
from committees.models import ActionAnswer, ActionPoint, ActionState, AnswerKind, Committee, Meeting, MeetingState
from committees.pending import ACTIONS_TAKEN, Pending
from committees.succession import with_those_before


@dataclass
class PointRow:
    """One action point as it stood on the day `on`; `is_hidden` where the reader may not know what it is about."""

    point: ActionPoint
    on: date
    answers: list[ActionAnswer] = field(default_factory=list)
    holder: Person | None = None
    is_hidden: bool = False

    @property
    def state(self) -> str:
        """Its state on the day: closed later counts as open."""
        point = self.point
        return point.state if point.closed_on and point.closed_on <= self.on else ActionState.OPEN

    @property
    def is_open(self) -> bool:
        return self.state == ActionState.OPEN

    @property
    def is_answered(self) -> bool:
        return any(answer.kind == AnswerKind.ANSWERED for answer in self.answers)

    @property
    def unanswered_days(self) -> int:
        """Days since its meeting without an answer; 0 once answered or closed."""
        if self.is_answered or not self.is_open:
            return 0
        return max((self.on - self.point.sitting.meeting.held_on).days, 0)

    @property
    def overdue_days(self) -> int:
        """Days since it was due, while it is open; 0 before."""
        return max((self.on - self.point.due).days, 0) if self.is_open else 0

    @property
    def age(self) -> str:
        """ "unanswered for 43 days, 13 days overdue"; "" once closed. When a hidden one is due is not told."""
        said = []
        if days := self.unanswered_days:
            said.append(ngettext("unanswered for %(days)s day", "unanswered for %(days)s days", days) % {"days": days})
        if (days := self.overdue_days) and not self.is_hidden:
            said.append(ngettext("%(days)s day overdue", "%(days)s days overdue", days) % {"days": days})
        return ", ".join(said)


def _rows(points, on, *, for_public):
    """Rows of these points (a queryset) as on a day. Three queries, whether there are any or not."""
    keys = points.order_by()
    answers = {}
    given = ActionAnswer.objects.filter(point__in=keys.values("pk"), on__lte=on)
    for answer in given.select_related("item__meeting").order_by("pk"):
        answers.setdefault(answer.point_id, []).append(answer)
    acting = holders(keys.values("owner_id"), on)
    points = points.select_related("sitting__meeting", "sitting__committee", "item", "owner__place")
    rows = []
    for point in points:
        posting = acting.get(point.owner_id)
        is_hidden = for_public and point.is_in_camera
        named = posting is not None and (not for_public or may_be_named(point.owner, posting, on))
        rows.append(
            PointRow(
                point,
                on,
                answers=[] if is_hidden else answers.get(point.pk, []),
                holder=posting.person if named and not is_hidden else None,
                is_hidden=is_hidden,
            )
        )
    return rows


def _ages_first(rows):
    return sorted(rows, key=lambda row: (not row.is_open, -row.overdue_days, -row.unanswered_days, row.point.pk))


def public_points(committee: Committee, on: date) -> list[PointRow]:
    """A committee's points as the public sees them, the longest overdue first, closed ones last."""
    points = ActionPoint.objects.filter(sitting__committee__in=with_those_before(committee), sitting__meeting__held_on__lte=on)
    return _ages_first(_rows(points, on, for_public=True))


def public_points_of_meeting(meeting: Meeting, on: date) -> list[PointRow]:
    """The points of one meeting, of all its committees, in their order."""
    return _rows(ActionPoint.objects.filter(sitting__meeting=meeting).order_by("sitting", "number"), on, for_public=True)


def points_of_meetings(meetings, on: date) -> dict[int, list[PointRow]]:
    """{meeting id: public rows} for a page of meetings, in the same number of queries whatever its length."""
    found = {}
    for row in _rows(ActionPoint.objects.filter(sitting__meeting__in=list(meetings)), on, for_public=True):
        found.setdefault(row.point.sitting.meeting_id, []).append(row)
    return found


def points_of_sitting(sitting, on: date) -> list[PointRow]:
    """The points of one sitting for those who may read the committee."""
    return _rows(ActionPoint.objects.filter(sitting=sitting).order_by("number"), on, for_public=False)


def rows_of(points, on: date) -> list[PointRow]:
    """Rows of these points (a queryset) for those who may read the committee."""
    return _rows(points, on, for_public=False)


def report_for(committee: Committee, on: date, *, before=None) -> list[PointRow]:
    """The action-taken report: what is open of earlier meetings, and what was closed since the last of them.

    `before` is the moment of the meeting it opens; without it, all meetings held.
    """
    line = with_those_before(committee)
    held = Meeting.objects.filter(committees__in=line, state=MeetingState.CLOSED)
    if before is not None:
        held = held.filter(starts_at__lt=before)
    last = held.order_by("-starts_at").first()
    if last is None:
        return []
    points = ActionPoint.objects.filter(sitting__committee__in=line, sitting__meeting__in=held).filter(
        Q(state=ActionState.OPEN) | Q(closed_on__gte=last.held_on)
    )
    return _ages_first(_rows(points, on, for_public=False))


def pending_report(committee: Committee) -> list[Pending]:
    """The item that opens the next agenda while points of earlier meetings are open; registered with pending."""
    point = (
        ActionPoint.objects.filter(
            sitting__committee__in=with_those_before(committee),
            state=ActionState.OPEN,
            sitting__meeting__state=MeetingState.CLOSED,
        )
        .select_related("sitting__meeting")
        .order_by("-sitting__meeting__starts_at", "-pk")
        .first()
    )
    if point is None:
        return []
    meeting = point.sitting.meeting
    day = f"{meeting.held_on:%d-%m-%Y}"
    return [
        Pending(
            None,
            f"Action taken on the points of the meeting of {day}",
            meeting.closed_at,
            f"{day} की बैठक के बिंदुओं पर की गई कार्रवाई",
            matter=f"actions/{point.sitting_id}",
            order_hint=ACTIONS_TAKEN,
        )
    ]
