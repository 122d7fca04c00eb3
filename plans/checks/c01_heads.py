"""Every head of the Handbook is filled, or says why it does not apply.

Source: HBP 2023 chapter 3, contents of the plan: eleven heads. A head is filled by its text or by rows that stand under it;
the prompts of the house template are no text, and none of them is tabled.
"""

from django.utils.translation import gettext_lazy as _

from plans import house_text
from plans.checks.finding import ERROR, error
from plans.checks.grounds import CONTENTS
from plans.checks.reading import code
from plans.models.section import Head

NUMBER = 1
TITLE = _("Every head is filled, or says why it does not apply")
WRONG = _("A head holds neither text nor rows, and does not say why it does not apply.")
RESTS_ON = CONTENTS
LEVELS = (ERROR,)


def check(plan):
    prompted = set()
    for section in plan["sections"]:
        if house_text.has_prompts(section.get("text")):
            prompted.add(section["head"])
            yield error(
                _("Head %(number)d, %(name)s, still holds prompts of the template. Write over them, or take them out.")
                % {"number": section["head"], "name": Head(section["head"]).label},
                head=section["head"],
                row=section,
            )
    sections = {section["head"]: section for section in plan["sections"]}
    answered = {section["head"] for section in plan["sections"] if section.get("not_applicable")} | set(filled(plan))
    for head in Head:
        if head not in answered | prompted:
            yield error(
                _("Head %(number)d, %(name)s, is empty. Write it, or say why it does not apply here.")
                % {"number": head, "name": head.label},
                head=int(head),
                row=sections.get(int(head)),
                about=head.label,
            )


def filled(plan):
    """The heads that hold something, or say why they need not, in order."""
    heads = {
        section["head"]
        for section in plan["sections"]
        if house_text.written(section.get("text")) or section.get("not_applicable")
    }
    heads |= {fact["head"] for fact in plan["facts"]}
    for key, head in (
        ("products", 3),
        ("bottlenecks", 4),
        ("interventions", 6),
        ("targets", 7),
        ("incentives", 8),
        ("training_needs", 9),
    ):
        if plan[key]:
            heads.add(head)
    # Head 5 asks for reforms, and of whom: an intervention of that type says both.
    if any(code(row["type"]) == "policy_ask" for row in plan["interventions"]):
        heads.add(5)
    return tuple(sorted(heads))
