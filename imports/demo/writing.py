"""A plan's text from its file into a draft, row by row through plans.rows, as the desk does it."""

from accounts.models import Post
from districts.models import Agency, Metric, Product
from plans import rows
from plans.models import (
    Bottleneck,
    FigureState,
    Incentive,
    Intervention,
    ProductChapter,
    ProfileFact,
    Section,
    Target,
    TrainingNeed,
)


class Writer:
    """One person writing in one draft at one moment."""

    def __init__(self, version, *, by, at):
        self.version, self.by, self.at = version, by, at
        self.bottlenecks = {row.statement: row for row in version.bottlenecks.all()}

    def write(self, text):
        """Everything the file holds, in the order of the heads."""
        self.head_of_the_plan(text)
        self.sections(text.get("sections", {}))
        for fact in text.get("facts", ()):
            self.save(ProfileFact, self.figure(fact, "value"))
        for chapter in text.get("products", ()):
            self.chapter(chapter)
        by_key = {}
        for bottleneck in text.get("bottlenecks", ()):
            key = bottleneck.pop("key", "")
            by_key[key] = self.save(Bottleneck, self.product(bottleneck))
        for intervention in text.get("interventions", ()):
            self.intervention(intervention, by_key)
        for target in text.get("targets", ()):
            self.target(target)
        for need in text.get("training", ()):
            self.save(TrainingNeed, self.product({"persons_value" if k == "persons" else k: v for k, v in need.items()}))
        for incentive in text.get("incentives", ()):
            self.save(Incentive, self.product(incentive))

    def head_of_the_plan(self, text):
        values = {name: text[name] for name in ("title_hi", "file_number") if name in text}
        if "period" in text:
            values |= dict(zip(("period_from_fy", "period_to_fy"), text["period"], strict=True))
        if values:
            self.version.refresh_from_db()
            rows.save_version(self.version, values, row_version=self.version.row_version, by=self.by, at=self.at)

    def sections(self, texts):
        """Texts by head; a text in a dict is the reason why the head does not apply."""
        for section in self.version.sections.all():
            said = texts.get(str(section.head))
            if said is None:
                continue
            values = {"not_applicable_reason": said["not_applicable"]} if isinstance(said, dict) else {"text": said}
            self.save(Section, values, row=section)

    def chapter(self, values):
        values = self.product(values)
        for name, parts in {
            "production": ("value", "unit", "fy", "source"),
            "exporters": ("value", "as_of", "source"),
            "exports": ("value", "unit", "fy", "source", "status"),
        }.items():
            given = values.pop(name, None)
            if given is None:
                continue
            if isinstance(given, str):
                values[f"{name}_state"] = given
            else:
                values |= {f"{name}_{part}": cell for part, cell in zip(parts, given, strict=False)}
        self.save(ProductChapter, values)

    def intervention(self, values, bottlenecks):
        values = self.product(values)
        parts = values.pop("parts", ())
        addressed = [bottlenecks[key] for key in values.pop("addresses", ())]
        if "agency" in values:
            values["lead_agency"] = _agency(values.pop("agency"))
        if "lead" in values:
            values |= self.leader(values.pop("lead"))
        if "scheme" in values:
            values |= {"funding": "scheme", "funding_scheme": values.pop("scheme")}
        if "cost" in values:
            values["cost_rupees"] = values.pop("cost")
        if addressed:
            values["bottlenecks"] = addressed
        whole = self.save(Intervention, values)
        for part in parts:
            self.intervention({"parent": whole, **part}, bottlenecks)

    def leader(self, title):
        """The post of the district with this title; where it has none, the words stand."""
        post = Post.objects.filter(place=self.version.plan.place_id, title=title).first()
        return {"lead_post": post} if post else {"lead_text": title}

    def target(self, values):
        values = self.product(values)
        values["metric"] = Metric.objects.get(code=values["metric"])
        self.save(Target, self.baseline(self.figure(values, "value")))

    def baseline(self, values):
        """baseline: [value, year, source], or {"state": ..., "note": ...} where there is none."""
        given = values.pop("baseline", None)
        if isinstance(given, dict):
            values |= {"baseline_state": given["state"], "baseline_note": given["note"]}
        elif given is not None:
            values |= dict(zip(("baseline_value", "baseline_fy", "baseline_source"), given, strict=True))
        return values

    def figure(self, values, name):
        values = dict(values)
        if values.get(name) in FigureState.values:
            values[f"{name}_state"] = values.pop(name)
        return values

    def product(self, values):
        values = dict(values)
        if values.get("product"):
            values["product"] = Product.objects.get(slug=values["product"])
        return values

    def save(self, model, values, row=None):
        known = {"pk": row.pk, "row_version": row.row_version} if row is not None else {}
        return rows.save_row(model, values, version=self.version, by=self.by, at=self.at, **known).row

    def change(self, text):
        """A revision: texts of heads anew, targets and interventions by their order in the plan, and new rows."""
        self.sections(text.get("sections", {}))
        for model, name in ((Target, "targets"), (Intervention, "interventions"), (ProductChapter, "products")):
            there = list(model.objects.filter(version=self.version).order_by("position", "pk"))
            for number, values in text.get(name, {}).items():
                if model is Target:
                    values = self.baseline(dict(values))
                self.save(model, values, row=there[int(number) - 1])
        self.write({name.removeprefix("new_"): added for name, added in text.items() if name.startswith("new_")})


def _agency(name):
    found = Agency.objects.filter(acronym=name).first() or Agency.objects.filter(name=name).first()
    if found is None:
        raise LookupError(f"No agency of the register is called {name}.")
    return found
