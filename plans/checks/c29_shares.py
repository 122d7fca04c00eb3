"""A share says of what it is a share.

Source: domain dossier 5.2, 4: Jamnagar's share of the nation's exports is "about 24%" in one paper and 16% in another of
the same year; the denominators differ.
"""

import re

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import WARNING, warning
from plans.checks.reading import code

NUMBER = 29
TITLE = _("A share says of what")
WRONG = _("A fact is a share or a percentage, and its note does not say from which two numbers it is made.")
RESTS_ON = _("The share of one district in the exports of India stands as 16 and as 24 percent in two papers of one year.")
LEVELS = (WARNING,)

_SHARE = re.compile(r"%|\bper ?cent|\bshare\b|प्रतिशत|हिस्स", re.IGNORECASE)


def check(plan):
    for fact in plan["facts"]:
        label = fact["fact"]["label"]
        if code(fact["fact"]) != "other" or fact["figure"]["state"] != "value" or fact["note"]:
            continue
        if _SHARE.search(f"{label} {fact['unit']}"):
            yield warning(
                _("“%(fact)s” is a share. Say in its note of what, and from which two numbers.") % {"fact": label},
                head=fact["head"],
                row=fact,
                about=label,
            )
