"""Attendance of a sitting on one page: every seat with its holder, present, absent, or somebody for them."""

from dataclasses import dataclass, replace

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.postings import in_force
from committees.desk.forms import DayInput
from committees.models import Attendance, Presence, PresenceMode, Role
from committees.proceedings import AttendanceRow
from committees.roll import SeatLine, seat_lines
from common.text import fold, tidy
from districts.models import Jurisdiction

NOT_RECORDED, ABSENT = "", "absent"
HOW = [
    (PresenceMode.IN_PERSON, _("present")),
    (PresenceMode.ONLINE, _("present online")),
    (ABSENT, _("absent")),
    (NOT_RECORDED, _("not recorded")),
]


@dataclass
class Card:
    """One seat's fields on the page."""

    line: SeatLine
    how: forms.BoundField | None
    nominee: forms.BoundField | None
    nomination: forms.BoundField | None
    nomination_date: forms.BoundField | None
    from_item: forms.BoundField | None
    to_item: forms.BoundField | None
    back_item: forms.BoundField | None
    last_item: forms.BoundField | None

    @property
    def is_filled(self):
        """Whether something beyond present or absent is written for this seat."""
        return any(field.value() for field in (self.nominee, self.from_item, self.to_item, self.back_item))


class AttendanceForm(forms.Form):
    """All seats in force that day; a vacant one has nothing to fill in unless the delegate sits in the chair's."""

    def __init__(self, *args, sitting, **kwargs):
        super().__init__(*args, **kwargs)
        self.sitting = sitting
        self.meeting, self.committee = sitting.meeting, sitting.committee
        self.lines = seat_lines(self.committee, self.meeting.held_on)
        rows = Attendance.objects.filter(meeting=self.meeting, committee=self.committee).select_related("person")
        recorded = {}
        for row in sorted(rows, key=lambda row: row.from_item or 0):
            recorded.setdefault(row.seat_id, []).append(row)
        for line in self.lines:
            first, again = (*recorded.get(line.seat.pk, ()), None, None)[:2]
            line.attendance = first
            if self._may_be_taken(line):
                self._add_fields(line, again)

    def _may_be_taken(self, line):
        return line.holder is not None or (line.seat.role == Role.CHAIR and self.sitting.delegate_id)

    def _add_fields(self, line, again):
        key, row = line.seat.pk, line.attendance
        how = NOT_RECORDED
        if row is not None:
            how = row.mode if row.presence == Presence.PRESENT else ABSENT
        somebody_else = row is not None and row.person != line.holder
        self.fields[f"how_{key}"] = forms.ChoiceField(
            label=str(line.seat.post), choices=HOW, required=False, widget=forms.RadioSelect, initial=how
        )
        self.fields[f"nominee_{key}"] = forms.CharField(
            label=_("Somebody else came for this seat: name"),
            max_length=160,
            required=False,
            initial=row.person.name if somebody_else else "",
        )
        self.fields[f"nomination_{key}"] = forms.CharField(
            label=_("Number of the nomination"),
            max_length=200,
            required=False,
            initial=row.nomination if row else "",
            help_text=_("The letter by which the member sent somebody else."),
        )
        self.fields[f"nomination_date_{key}"] = forms.DateField(
            label=_("Date of the nomination"),
            required=False,
            widget=DayInput,
            initial=row.nomination_date if row else None,
        )
        for name, label in (("from_item", _("Came at item")), ("to_item", _("Left after item"))):
            self.fields[f"{name}_{key}"] = forms.IntegerField(
                label=label, min_value=1, required=False, initial=getattr(row, name) if row else None
            )
        for name, label, column in (
            ("back_item", _("Came back at item"), "from_item"),
            ("last_item", _("Left again after item"), "to_item"),
        ):
            self.fields[f"{name}_{key}"] = forms.IntegerField(
                label=label, min_value=1, required=False, initial=getattr(again, column) if again else None
            )

    def cards(self):
        """The seats in order, each with its bound fields; a vacant seat has none."""

        def field(name, line):
            key = f"{name}_{line.seat.pk}"
            return self[key] if key in self.fields else None

        names = ("how", "nominee", "nomination", "nomination_date", "from_item", "to_item", "back_item", "last_item")
        return [Card(line, *(field(name, line) for name in names)) for line in self.lines]

    def rows(self) -> list[AttendanceRow]:
        """What was filled in; seats not recorded are left out."""
        given, rows = self.cleaned_data, []
        self.named = {}
        for line in self.lines:
            key = line.seat.pk
            how = given.get(f"how_{key}", "")
            if not how:
                continue
            row = AttendanceRow(
                line.seat,
                person=self._person(line, given.get(f"nominee_{key}", "")),
                presence=Presence.ABSENT if how == ABSENT else Presence.PRESENT,
                mode=PresenceMode.IN_PERSON if how == ABSENT else how,
                nomination=given.get(f"nomination_{key}", ""),
                nomination_date=given.get(f"nomination_date_{key}"),
                from_item=given.get(f"from_item_{key}"),
                to_item=given.get(f"to_item_{key}"),
            )
            rows.append(row)
            back = given.get(f"back_item_{key}")
            if back and how != ABSENT:
                rows.append(replace(row, from_item=back, to_item=given.get(f"last_item_{key}")))
        return rows

    def _person(self, line, name):
        """The holder where no other name is written; else who is known here by that name, or a new person.

        One name is one person, however many seats they came for: otherwise one person would count twice.
        """
        name = tidy(name)
        if not name:
            return line.holder or self.sitting.delegate
        folded = fold(name)[:200]
        if line.holder is not None and line.holder.folded == folded:
            return line.holder
        if self.sitting.delegate is not None and self.sitting.delegate.folded == folded:
            return self.sitting.delegate
        if folded not in self.named:
            self.named[folded] = self._known_here(folded) or Person.objects.create(name=name)
        return self.named[folded]

    def _known_here(self, folded):
        """Who is posted where plans of this place are written or sits in this committee; else who came here before."""
        place, on = self.committee.place, self.meeting.held_on
        authorities = Jurisdiction.objects.on(on).filter(district_id=place.pk).values("authority_id")
        near = Q(post__place__in=[place.pk, place.parent_id]) | Q(post__place__in=authorities)
        seated = Q(post__in=[other.seat.post_id for other in self.lines])
        posting = in_force(on).filter(near | seated, person__folded=folded).select_related("person").first()
        if posting:
            return posting.person
        before = Attendance.objects.filter(committee=self.committee, person__folded=folded).select_related("person").first()
        return before.person if before else None
