"""Posts: Collector of Erode, General Manager of a DIC, an officer of a Regional Authority."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.text import tidy


class Duty(models.TextChoices):
    """What a post does on the portal; the table of moves gives each duty its moves."""

    PLAN_OFFICER = "plan_officer", _("Plan officer")
    CONVENER = "convener", _("Convener")
    RA_OFFICER = "ra_officer", _("RA officer")
    STATE_OFFICER = "state_officer", _("State officer")
    CHAIR = "chair", _("Chair")
    MEMBER = "member", _("Member")
    HQ = "hq", _("Headquarters")
    DATA_OFFICER = "data_officer", _("Data officer")
    AUDITOR = "auditor", _("Auditor")


#: Kinds of place at which a post may carry a duty. Headquarters sits at the nation, so that nobody below
#: can make a post that reaches above it.
KINDS_OF_PLACE = {
    Duty.PLAN_OFFICER: ("district",),
    Duty.CONVENER: ("district", "state"),
    Duty.RA_OFFICER: ("authority",),
    Duty.STATE_OFFICER: ("state",),
    Duty.CHAIR: ("district", "state"),
    Duty.MEMBER: ("district", "state", "authority", "nation"),
    Duty.HQ: ("nation",),
    Duty.DATA_OFFICER: ("nation",),
    Duty.AUDITOR: ("nation",),
}


def place_refusal(duty, place):
    """Why a post at this place cannot carry this duty, as a sentence; None when it can."""
    if not duty or place.kind in KINDS_OF_PLACE[Duty(duty)]:
        return None
    kinds = {
        "district": _("a district"),
        "state": _("a State"),
        "authority": _("a Regional Authority"),
        "nation": _("the nation"),
    }
    return _("The duty “%(duty)s” belongs to %(kinds)s; %(place)s is none. Choose another place or duty.") % {
        "duty": Duty(duty).label,
        "kinds": _(" or ").join(str(kinds[kind]) for kind in KINDS_OF_PLACE[Duty(duty)]),
        "place": place.name,
    }


class Post(models.Model):
    """An office that goes on when its holder is transferred. Seats point at posts, rights come from them."""

    title = models.CharField(_("title"), max_length=200)
    title_hi = models.CharField(_("title in Hindi"), max_length=200, blank=True)
    place = models.ForeignKey("districts.Place", on_delete=models.PROTECT, related_name="posts", verbose_name=_("place"))
    agency = models.ForeignKey(
        "districts.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("agency")
    )
    duty = models.CharField(_("duty"), max_length=20, choices=Duty.choices, blank=True)
    office_email = models.EmailField(_("office e-mail"), blank=True, help_text=_("For notices. Nobody signs in with it."))
    is_official = models.BooleanField(
        _("is an office of government"),
        default=True,
        help_text=_("Holders of offices are named in public; nominees of associations only with their consent."),
    )
    abolished_on = models.DateField(_("abolished on"), null=True, blank=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["place__name", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="post_has_a_title", violation_error_message=_("A post needs a title.")
            ),
            models.CheckConstraint(
                condition=Q(duty="") | Q(duty__in=Duty.values),
                name="post_duty_is_one_of_the_table",
                violation_error_message=_("Choose a duty from the list."),
            ),
            models.UniqueConstraint(
                fields=["place", "title", "agency"],
                condition=Q(agency__isnull=False),
                name="post_title_is_unique_at_its_place_and_agency",
                violation_error_message=_("This place already has a post with this title and agency."),
            ),
            models.UniqueConstraint(
                fields=["place", "title"],
                condition=Q(agency__isnull=True),
                name="post_title_is_unique_at_its_place",
                violation_error_message=_("This place already has a post with this title."),
            ),
        ]

    def __str__(self):
        return self.title

    def stands_on(self, day):
        """Whether it is not abolished by then."""
        return self.abolished_on is None or self.abolished_on > day

    def clean(self):
        super().clean()
        self.title = tidy(self.title)
        self.title_hi = tidy(self.title_hi)
        if self.place_id and (refusal := place_refusal(self.duty, self.place)):
            raise ValidationError({"duty": refusal})
