"""The invented year as files: seeds/demo, read and nothing more. What each file holds is told in seeds/demo/README.md."""

import csv
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from django.conf import settings

from common.clock import INDIA

FOLDER = settings.BASE_DIR / "seeds" / "demo"


def moment(text):
    """ "2025-06-02 10:30" as written in India -> the aware moment in UTC."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=INDIA).astimezone(UTC)


def day(text):
    """ "2025-06-02" -> date; None where nothing stands."""
    return date.fromisoformat(text) if text else None


def table(name):
    """The rows of a CSV file of the scenario, as dicts; every cell stripped."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [{key: (cell or "").strip() for key, cell in row.items()} for row in csv.DictReader(file)]


def page(name):
    """A JSON file of the scenario."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Login:
    """One row of logins.csv."""

    role: str
    email: str
    password: str


class Scenario:
    """All files of the demonstration year; each is read once, when it is first asked for."""

    @cached_property
    def people(self):
        return table("people.csv")

    @cached_property
    def districts(self):
        return table("districts.csv")

    @cached_property
    def year(self):
        return table("year.csv")

    @cached_property
    def meetings(self):
        return page("meetings.json")

    @cached_property
    def changes(self):
        return page("changes.json")

    @cached_property
    def logins(self):
        return {row["role"]: Login(**row) for row in table("logins.csv")}

    def plan(self, name):
        """The text of one version of a plan, as plans/<name>.json."""
        return page(f"plans/{name}.json")
