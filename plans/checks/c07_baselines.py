"""Each target starts from a baseline with year and source, or says why there is none.

Source: domain dossier 2.5; a target without its baseline cannot be followed up. The baseline is never inferred.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, error
from plans.checks.reading import called, code

NUMBER = 7
TITLE = _("Each target has its baseline with year and source, or says why not")
WRONG = _(
    "A baseline lacks its year or source; or it is not there and nobody says why; or a percentage has nothing to be "
    "a percentage of."
)
RESTS_ON = _("A promise without its beginning cannot be followed up. The portal never infers a baseline.")
LEVELS = (ERROR,)


def check(plan):
    for target in plan["targets"]:
        baseline, about = target["baseline"], called(target)
        if baseline["state"] == "value":
            if not baseline["fy"]:
                yield error(
                    _("The baseline of “%(target)s” has no financial year. Give the year it is of.") % {"target": about},
                    head=7,
                    row=target,
                    about=about,
                )
            if not baseline["source"]:
                yield error(
                    _("The baseline of “%(target)s” has no source. Say where the figure comes from.") % {"target": about},
                    head=7,
                    row=target,
                    about=about,
                )
        elif code(target["kind"]) == "percent_over_baseline":
            yield error(
                _("“%(target)s” is a percentage over a baseline that is not given. Give the baseline, or another kind of target.")
                % {"target": about},
                head=7,
                row=target,
                about=about,
            )
        elif not baseline["note"]:
            yield error(
                _("“%(target)s” has no baseline and does not say why. Give the figure with year and source, or the reason.")
                % {"target": about},
                head=7,
                row=target,
                about=about,
            )
