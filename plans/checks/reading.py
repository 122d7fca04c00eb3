"""Small readings of a plan that several checks share."""

from datetime import date
from decimal import Decimal

from common.money import show_rupees
from common.numbers import group_indian


def number(figure, key="value"):
    """The figure as Decimal, or None where there is none."""
    return Decimal(str(figure[key])) if figure["state"] == "value" else None


def rupees(cost):
    return cost["rupees"] if cost["state"] == "value" else None


def shown(value, unit=""):
    """A number as a reader in India writes it, with its unit."""
    return f"{group_indian(value)} {unit}".strip()


def crore(value):
    return show_rupees(value, unit="crore")


def day(written):
    """The day, whether the plan was just written out or read back; None where there is none."""
    return date.fromisoformat(written) if isinstance(written, str) else written


def code(choice):
    """The code of a choice, "" where nothing was chosen."""
    return choice["code"] if choice else ""


def name(product):
    """The product's name, or "" for the whole district."""
    return product["name"] if product else ""


def called(target):
    """A target in a few words: what is counted, of which product, by when."""
    what = target["metric"]["in_words"] or target["metric"]["name"]
    return ", ".join(part for part in (what, name(target["product"]), target["target"]["fy"]) if part)


def goal(target):
    """The value aimed at in the target's own unit; percent over the baseline is turned into a value. None where open."""
    value, baseline = number(target["target"]), number(target["baseline"])
    if code(target["kind"]) != "percent_over_baseline" or value is None:
        return value
    return None if baseline is None else baseline * (1 + value / 100)


def same_measure(target):
    """What two targets must share to be steps of one road: metric, words, product, unit and basis."""
    basis = target["basis"]
    return (
        target["metric"]["code"],
        target["metric"]["in_words"],
        code(target["product"]),
        code(target["kind"]),
        target["unit"]["label"],
        basis["fy"],
        (basis["hs"] or {}).get("code"),
        basis["series"],
    )
