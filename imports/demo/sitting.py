"""A meeting of the invented year: called with its agenda, held, voted, drawn up, signed."""

from datetime import date, timedelta

from accounts.models import Person
from committees import proceedings
from committees.proceedings import AttendanceRow
from common.clock import day_in_india
from imports.demo.scenario import moment
from plans.models import PlanVersion, Tabling


def last_paper(district):
    """The text of this district that was tabled last."""
    return (
        Tabling.objects.filter(version__plan__place_id=district.pk, version__plan__kind="deap")
        .select_related("paper")
        .order_by("pk")
        .last()
        .paper
    )


def version_under_way(district):
    """The version of this district's plan that was begun last."""
    versions = PlanVersion.objects.filter(plan__place_id=district.pk, plan__kind="deap", minor=0)
    return versions.select_related("plan__place").latest("pk")


class Sitting:
    """One meeting as meetings.json tells it. `call` and `hold` are two days of the walk."""

    def __init__(self, cast, told):
        self.cast, self.told = cast, told
        self.starts_at = moment(told["starts_at"])
        self.places = list(told["present"])
        self.meeting, self.items = None, []

    def convener(self, place, at):
        return self.cast.user(place, "convener", at)

    def call(self, at):
        """The first committee's convener calls and invites, the others join; each makes its agenda and sends its notice."""
        first, *others = self.places
        self.meeting = proceedings.call_meeting(
            [self.cast.committees[first]],
            starts_at=self.starts_at,
            mode=self.told.get("mode", "in_person"),
            venue=self.told["venue"],
            by=self.convener(first, at),
            at=at,
        )
        if others:
            guests = [self.cast.committees[place] for place in others]
            proceedings.invite_to_join(self.meeting, guests, by=self.convener(first, at), at=at)
        for place in others:
            proceedings.join_meeting(self.meeting, self.cast.committees[place], by=self.convener(place, at), at=at)
        for told in self.told["items"]:
            paper = last_paper(self.cast.districts[told["place"]]) if "title" not in told else None
            item = proceedings.put_on_agenda(
                self.meeting,
                self.cast.committees[told["place"]],
                paper=paper,
                title=told.get("title", ""),
                title_hi=told.get("title_hi", ""),
                by=self.convener(told["place"], at),
                at=at,
            )
            self.items.append((item, told))
        for place in dict.fromkeys(told["place"] for told in self.told["items"]):
            proceedings.send_notice(self.meeting, self.cast.committees[place], by=self.convener(place, at), at=at)

    def hold(self, at):
        """Attendance, then every item in its order; what is drawn up is signed when the file says."""
        for place in self.places:
            self._attend(place, at)
        proceedings.open_sitting(self.meeting, by=self.convener(self.places[0], at), at=at)
        drawn_up = []
        for number, (item, told) in enumerate(self.items):
            if told.get("lapses"):
                continue
            drawn_up.append((self._decide(item, told, at + timedelta(minutes=15 + 25 * number)), told))
        end = at + timedelta(minutes=40 + 25 * len(self.items))
        for place in self.places:
            proceedings.close_sitting(self.meeting, self.cast.committees[place], by=self.convener(place, end), at=end)
        for resolution, told in drawn_up:
            self._sign(resolution, told, moment(told["signed_at"]) if "signed_at" in told else end + timedelta(minutes=30))

    def _attend(self, place, at):
        committee, told, on = self.cast.committees[place], self.told["present"][place], day_in_india(at)
        delegate = None
        if "delegate" in told:
            delegate = self.cast.person(place, told["delegate"], on)
            proceedings.name_delegate(
                self.meeting, committee, person=delegate, reference=told["direction"], by=self.convener(place, at), at=at
            )
        rows = []
        for key in self.cast.keys_of_seats(place):
            row = AttendanceRow(self.cast.seat(place, key))
            if key == "chair" and delegate is not None:
                row.person = delegate
            elif key in told.get("nominees", {}):
                nominee = told["nominees"][key]
                row.person = Person.objects.create(name=nominee["name"], name_hi=nominee["name_hi"])
                row.nomination, row.nomination_date = nominee["by"], date.fromisoformat(nominee["on"])
            elif key in told["seats"]:
                row.mode = "online" if key in told.get("online", ()) else "in_person"
            elif key in told.get("absent", ()):
                row.presence, row.mode = "absent", ""
            else:
                continue
            rows.append(row)
        proceedings.record_attendance(self.meeting, committee, rows, by=self.convener(place, at), at=at)

    def _decide(self, item, told, at):
        place = told["place"]
        proceedings.open_item(item, motion=told.get("motion", ""), by=self.convener(place, at), at=at)
        on = day_in_india(at)
        for key, reason in told.get("recused", {}).items():
            person = self.cast.person(place, key, on)
            proceedings.recuse(item, person=person, reason=reason, by=self.convener(place, at), at=at)
        method = told["method"]
        if method == "recorded":
            for key, choice in told["votes"].items():
                proceedings.cast_vote(
                    item, seat=self.cast.seat(place, key), choice=choice, by=self._voter(place, key, told, at), at=at
                )
        elif method == "show_of_hands":
            hands = {self.cast.seat(place, key): choice for key, choice in told["votes"].items()}
            proceedings.record_hands(item, hands, by=self.convener(place, at), at=at)
        for key, text in told.get("dissent", {}).items():
            proceedings.note_dissent(item, seat=self.cast.seat(place, key), text=text, by=self.cast.user(place, key, at), at=at)
        return proceedings.draw_up(
            item,
            method=method,
            text=told.get("text", ""),
            text_hi=told.get("text_hi", ""),
            reasons=[self._reason(place, reason) for reason in told.get("reasons", ())],
            by=self.convener(place, at),
            at=at + timedelta(minutes=10),
        )

    def _voter(self, place, key, told, at):
        delegate = self.told["present"][place].get("delegate")
        return self.cast.user(place, delegate if key == "chair" and delegate else key, at)

    def _reason(self, place, told):
        """A reason with its place in the text: a head, or the target with this number."""
        if "target" not in told:
            return told
        target = version_under_way(self.cast.districts[place]).targets.order_by("position", "pk")[told["target"] - 1]
        return {"path": f"targets/{target.uid}", "text": told["text"]}

    def _sign(self, resolution, told, at):
        place = told["place"]
        if "concurrence" in told:
            stand, remark = told["concurrence"]
            proceedings.concur(resolution, stand=stand, remark=remark, by=self.cast.user(place, "co_chair", at), at=at)
        at += timedelta(minutes=20)
        signatory = self.told["present"][place].get("delegate", "chair")
        proceedings.sign(resolution, password_confirmed=True, by=self.cast.user(place, signatory, at), at=at)
