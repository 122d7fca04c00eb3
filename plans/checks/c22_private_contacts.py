"""No private telephone number and no private e-mail address stands in the text.

Source: domain dossier 3.2 (before publication personal data are taken out); an address of a government's own is left alone.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import WARNING, warning
from plans.private_contacts import contacts_of

NUMBER = 22
TITLE = _("No private telephone number or e-mail address")
WRONG = _("Something in the text looks like a telephone number, or like an e-mail address that is not a government's own.")
RESTS_ON = _("A published plan is read by everybody; whoever publishes confirms that no private contact stands in it.")
LEVELS = (WARNING,)


def check(plan):
    for contact in contacts_of(plan):
        if not contact.is_office:
            yield warning(
                _("“%(contact)s” looks like a private number or address. Name the office instead, or take it out.")
                % {"contact": contact.words},
                head=contact.head,
                row={"uid": contact.uid},
                about=contact.about,
            )
