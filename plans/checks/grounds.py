"""On what checks rest, in words for every reader: rules of the policy, and faults that were read in real plans."""

from django.utils.translation import gettext_lazy as _

CONTENTS = _("Handbook of Procedures 2023, chapter 3: the contents of a district's plan.")
POLICY = _("Foreign Trade Policy 2023, chapter 3: two or three products or services, with specific, quantifiable targets.")
TIMELINES = _("Handbook of Procedures 2023, chapter 3: quantifiable targets with specific timelines.")
RESPONSIBILITIES = _("Handbook of Procedures 2023, chapter 3: institutional responsibilities.")
FUNCTIONS = _("Handbook of Procedures 2023, para 3.04: gaps are analysed to find interventions.")
PLANS_READ = _("Plans typed by hand contradict themselves within a page and carry neither date nor version.")
SENSE = _("It follows from what the words mean; no rule says so.")
