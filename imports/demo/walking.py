"""Walks the year: every row of year.csv and every meeting, in the order of their moments, through the real functions."""

from decimal import Decimal

from django.db import transaction

from imports.demo.cast import Cast
from imports.demo.scenario import Scenario, day, moment
from imports.demo.sitting import Sitting, version_under_way
from imports.demo.writing import Writer
from plans import asking, queries, rows, workflow
from plans.errata import places
from plans.models import AskedFact, PlanVersion, ReturnReason
from plans.states import State


class Walk:
    """One walk through the scenario. `run` does all of it in one transaction, or nothing."""

    def __init__(self, scenario=None):
        self.scenario = scenario or Scenario()
        self.cast = Cast(self.scenario)
        self.sittings = {name: Sitting(self.cast, told) for name, told in self.scenario.meetings.items()}

    @transaction.atomic
    def run(self):
        """Set up, then step by step. Whatever the portal refuses is raised with the step that asked for it."""
        self.cast.enter()
        for at, label, do in sorted(self.steps(), key=lambda step: step[0]):
            try:
                do()
            except Exception as fault:
                fault.add_note(f"In the demonstration year, {at:%Y-%m-%d %H:%M} UTC: {label}")
                raise

    def steps(self):
        """(moment, what, function) of everything that happens, unsorted."""
        for row in self.scenario.districts:
            if row["order_date"]:
                yield moment(f"{row['order_date']} 15:00"), f"order, {row['district']}", lambda row=row: self.cast.constitute(row)
        for sitting, name in ((self.sittings[name], name) for name in self.sittings):
            called = moment(sitting.told["called_at"])
            yield called, f"call {name}", lambda sitting=sitting, at=called: sitting.call(at)
            yield sitting.starts_at, f"hold {name}", lambda sitting=sitting: sitting.hold(sitting.starts_at)
        for row in self.scenario.year:
            yield moment(row["at"]), f"{row['step']}, {row['district']}", lambda row=row: self.step(row)

    def step(self, row):
        """One row of year.csv: step by whom, at what moment, with what words."""
        at = moment(row["at"])
        getattr(self, f"do_{row['step']}")(row, by=self.cast.user(row["district"], row["by"], at), at=at)

    def district(self, row):
        return self.cast.districts[row["district"]]

    def version(self, row):
        return version_under_way(self.district(row))

    # Writing

    def do_start(self, row, *, by, at):
        text = self.scenario.plan(row["text"])
        workflow.start_version(self.district(row), title=text.get("title", ""), language=text.get("language", ""), by=by, at=at)

    def do_start_next(self, row, *, by, at):
        workflow.start_version(self.district(row), based_on=self.version(row), by=by, at=at)

    def do_write(self, row, *, by, at):
        Writer(self.version(row), by=by, at=at).write(self.scenario.plan(row["text"]))

    def do_change(self, row, *, by, at):
        Writer(self.version(row), by=by, at=at).change(self.scenario.changes[row["text"]])

    def do_comment(self, row, *, by, at):
        rows.comment(self.version(row), text=row["text"], by=by, at=at)

    def do_answer(self, row, *, by, at):
        reasons = ReturnReason.objects.filter(tabling__version=self.version(row), answer="").order_by("order")
        workflow.answer_reason(reasons[0], answer=row["text"], by=by, at=at)

    def do_ask(self, row, *, by, at):
        """Facts of a head asked of the post in `number`, by `on`: "1 | Population, persons; Area, sq km | Which banks lend?"."""
        head, labels, questions = (part.strip() for part in row["text"].split("|"))
        version = self.version(row)
        known = {ask.label: ask for ask in asking.askable(version, int(head))}
        asks = [known[label.strip()] for label in labels.split(";")] + [
            asking.question(one) for one in questions.split(";") if one
        ]
        workflow.ask_for_data(
            version,
            head=int(head),
            post_asked=self.cast.post(row["district"], row["number"]),
            due_on=day(row["on"]),
            asks=asks,
            press=f"{row['district']} {row['at']}",
            by=by,
            at=at,
        )

    def do_give(self, row, *, by, at):
        """The figure of one fact that was asked: "Area, sq km | 15582.00 | 2010-11 | source"."""
        label, value, fy, source = row["text"].split(" | ")
        fact = AskedFact.objects.select_related("request").get(request__version=self.version(row), label=label)
        given = {"value": Decimal(value), "value_state": "value", "fy": fy, "source": source}
        workflow.answer_data_request(fact.request, {fact.pk: given}, by=by, at=at)

    # Moves

    def do_open_consultation(self, row, *, by, at):
        workflow.open_consultation(self.version(row), until=day(row["on"]), remark=row["text"], by=by, at=at)

    def do_close_consultation(self, row, *, by, at):
        workflow.close_consultation(self.version(row), remark=row["text"], by=by, at=at)

    def do_table(self, row, *, by, at):
        workflow.table(self.version(row), remark=row["text"], by=by, at=at)

    def do_withdraw(self, row, *, by, at):
        workflow.withdraw(self.version(row), remark=row["text"], by=by, at=at)

    def do_reopen(self, row, *, by, at):
        workflow.reopen(self.version(row), remark=row["text"], by=by, at=at)

    def do_notify(self, row, *, by, at):
        workflow.record_notification(self.version(row), number=row["number"], on=day(row["on"]), by=by, at=at)

    def do_publish(self, row, *, by, at):
        workflow.publish(self.version(row), checklist=dict.fromkeys(workflow.CHECKLIST, True), remark=row["text"], by=by, at=at)

    def do_correct(self, row, *, by, at):
        """A slip of wording: "old words => new words | reason". The erratum is started, written and submitted in one step."""
        words, _bar, reason = row["text"].partition(" | ")
        old, _arrow, new = words.partition(" => ")
        version = self.version(row)
        found = [place for place in places(queries.decided_text(version).data) if old in place.words]
        erratum = workflow.start_erratum(version, by=by, at=at)
        for place in found:
            workflow.correct(erratum, path=place.path, new=place.words.replace(old, new), reason=reason, by=by, at=at)
        erratum.refresh_from_db()
        workflow.submit_erratum(erratum, by=by, at=at)

    def do_publish_correction(self, row, *, by, at):
        workflow.publish_erratum(PlanVersion.objects.get(corrects=self.version(row), state=State.SUBMITTED), by=by, at=at)

    def do_suspend(self, row, *, by, at):
        workflow.suspend(self.version(row), order=row["number"], reason=row["text"], on=day(row["on"]), by=by, at=at)

    def do_close(self, row, *, by, at):
        workflow.close(self.version(row), reason=row["text"], on=day(row["on"]), by=by, at=at)

    # Posts

    def do_leave(self, row, *, by, at):
        self.cast.leave(row["district"], row["text"], on=day(row["on"]), by=by, at=at)

    def do_take_charge(self, row, *, by, at):
        key, _arrow, of = row["text"].partition(" of ")
        self.cast.take_charge(row["district"], key, of, on=day(row["on"]), number=row["number"], by=by, at=at)

    def do_succeed(self, row, *, by, at):
        key, _colon, names = row["text"].partition(": ")
        self.cast.succeed(row["district"], key, names, on=day(row["on"]), number=row["number"], by=by, at=at)


def counted():
    """{state: number of versions in it}, for the sentence at the end and the tests."""
    counts = dict.fromkeys(State.values, 0)
    for state in PlanVersion.objects.values_list("state", flat=True):
        counts[state] += 1
    return counts
