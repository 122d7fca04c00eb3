"""No gap of a template is left open.

Source: domain dossier 2.2: one template per issuing office, filled per district (Dharmapuri, Villupuram, Thanjavur).
"""

import re

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import WARNING, warning
from plans.private_contacts import texts_of

NUMBER = 30
TITLE = _("No gap of a template is left open")
WRONG = _("The text still has a blank to be filled: a row of dots or lines, “XXX”, “[name of district]”, “to be added”.")
RESTS_ON = _("Offices fill one template for each district; the plans of Dharmapuri and Villupuram share their pages.")
LEVELS = (WARNING,)

_GAP = re.compile(
    r"_{4,}|\.{6,}|…{3,}|\b[xX]{3,}\b|lorem ipsum|\bTBD\b|\bto be (?:added|filled|inserted|updated)\b"
    r"|\[(?:name|district|date|insert|year|figure)\b[^\]\n]{0,60}\]|<(?:name|district|date|insert|year|figure)\b[^>\n]{0,60}>"
    r"|\[(?:नाम|जिला|जिले|दिनांक|वर्ष)[^\]\n]{0,60}\]",
    re.IGNORECASE,
)
#: One of these stands in whatever the pattern finds; to look for them takes a tenth of its time.
_SIGNS = ("____", "......", "………", "xxx", "lorem", "tbd", "to be", "[", "<")


def check(plan):
    for where, _key, text in texts_of(plan):
        lower = text.lower()
        found = _GAP.search(text) if any(sign in lower for sign in _SIGNS) else None
        if found:
            yield warning(
                _("“%(gap)s” looks like a blank that was to be filled. Write what belongs there.") % {"gap": found.group()[:40]},
                head=where["head"],
                row={"uid": where["uid"]},
                about=where["about"],
            )
