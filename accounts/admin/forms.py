"""Forms of the pages by which posts and holders change. What they mean is checked below the doors."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.correcting import CHANGEABLE
from accounts.models import Duty, Kind, Person, Post, User, login_address
from accounts.models.post import KINDS_OF_PLACE
from accounts.moves import Move
from accounts.permission import reach
from accounts.setting_up import understand_districts
from districts.models import Agency, Place, RegionalAuthority, State
from documents.forms import DocumentFileField


class DayField(forms.DateField):
    """A day, chosen or typed; 28-03-2026 is understood as well as 2026-03-28."""

    input_formats = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **options):
        options.setdefault("input_formats", self.input_formats)
        super().__init__(**options)


class OrderFields(forms.Form):
    """The paper behind an appointment."""

    order_number = forms.CharField(label=_("Order number"), max_length=120, required=False)
    order_date = DayField(label=_("Date of the order"), required=False)
    order_file = DocumentFileField(
        label=_("Scan of the order"),
        required=False,
        help_text=_("For those who appoint here and for the person posted; never public."),
    )


class HolderFields(forms.Form):
    """Who takes the post. A name makes a new person; an address finds the person who signs in with it."""

    holder = forms.CharField(
        label=_("Name of the holder"),
        max_length=254,
        help_text=_("Or the e-mail address with which the person signs in already, so that one person stays one person."),
    )
    holder_hi = forms.CharField(label=_("Name in Hindi"), max_length=160, required=False)
    email = forms.EmailField(
        label=_("The holder's own e-mail"),
        required=False,
        help_text=_("A link to set a password is sent there, and shown to you once. Empty: invite later."),
    )

    def clean_holder(self):
        """The Person behind an address, else the name as written."""
        given = self.cleaned_data["holder"].strip()
        if "@" not in given:
            return given
        account = User.objects.filter(email=login_address(given)).select_related("person").first()
        if account is None or account.person is None:
            raise forms.ValidationError(
                _("Nobody signs in with %(email)s. Write the person's name, and this address below."),
                params={"email": given},
            )
        return account.person

    def clean(self):
        cleaned = super().clean()
        if isinstance(cleaned.get("holder"), Person) and cleaned.get("email"):
            self.add_error("email", _("This person signs in already and needs no link. Leave the address empty."))
        return cleaned


class AuthorityForm(OrderFields):
    """A Regional Authority, its districts and its first officer."""

    authority = forms.ModelChoiceField(
        RegionalAuthority.objects.order_by("name"), label=_("Office"), required=False, empty_label=_("A new office")
    )
    new_city = forms.CharField(label=_("City of a new office"), max_length=80, required=False)
    districts = forms.CharField(
        label=_("Districts"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("One to a line: a name in any spelling, a name with its State (“Aurangabad, Bihar”), or an LGD code."),
    )
    valid_from = DayField(label=_("From"))
    notice = forms.CharField(label=_("Number of the notice"), max_length=200)
    move = forms.BooleanField(label=_("Move districts that stand under another office"), required=False)
    title = forms.CharField(label=_("Title of the officer's post"), max_length=200, initial="Joint Director General")
    holder = forms.CharField(label=_("Name of the officer"), max_length=160, required=False)
    email = forms.EmailField(label=_("The officer's own e-mail"), required=False)

    field_order = [
        "authority", "new_city", "districts", "valid_from", "notice", "move",
        "title", "holder", "email", "order_number", "order_date", "order_file",
    ]  # fmt: skip

    def clean_districts(self):
        """The districts in the order given; each line that names none is one error, in words."""
        lines = understand_districts(self.cleaned_data["districts"], on=self.today)
        refused = [forms.ValidationError(line.sentence) for line in lines if line.sentence]
        if refused:
            raise forms.ValidationError(refused)
        return [line.district for line in lines]

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("authority") and not cleaned.get("new_city"):
            self.add_error("authority", _("Choose an office, or write the city of a new one."))
        if cleaned.get("authority") and cleaned.get("new_city"):
            self.add_error("new_city", _("Choose an office or write a new city, not both."))
        if cleaned.get("email") and not cleaned.get("holder"):
            self.add_error("holder", _("Write the name of the officer to invite."))
        return cleaned


class StateForm(HolderFields, OrderFields):
    """A State's officer."""

    state = forms.ModelChoiceField(State.objects.order_by("name"), label=_("State or Union territory"))
    title = forms.CharField(label=_("Title of the post"), max_length=200, initial="Export Commissioner")
    valid_from = DayField(label=_("From"))

    field_order = ["state", "title", "holder", "holder_hi", "email", "valid_from", "order_number", "order_date", "order_file"]


class PostForm(forms.Form):
    """A new post."""

    place = forms.ModelChoiceField(Place.objects.none(), label=_("Place"))
    title = forms.CharField(label=_("Title"), max_length=200)
    title_hi = forms.CharField(label=_("Title in Hindi"), max_length=200, required=False)
    duty = forms.ChoiceField(label=_("Duty on the portal"), choices=[("", _("none")), *Duty.choices], required=False)
    agency = forms.ModelChoiceField(Agency.objects.order_by("name"), label=_("Agency"), required=False)
    office_email = forms.EmailField(
        label=_("Office e-mail"), required=False, help_text=_("For notices; nobody signs in with it.")
    )
    is_official = forms.BooleanField(
        label=_("An office of government, whose holder is named in public"), required=False, initial=True
    )

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        within = reach(user, Move.APPOINT, on=today).order_by("name")
        self.fields["place"].queryset = within
        self.fields["place"].label_from_instance = _place_in_words
        kinds = set(within.order_by().values_list("kind", flat=True).distinct())
        self.fields["duty"].choices = [("", _("none"))] + [
            (duty.value, duty.label) for duty in Duty if kinds & set(KINDS_OF_PLACE[duty])
        ]


def _place_in_words(place):
    return f"{place.name} ({place.get_kind_display()})"


class AppointForm(HolderFields, OrderFields):
    """A holder for a post."""

    kind = forms.ChoiceField(label=_("Kind of posting"), choices=Kind.choices, initial=Kind.SUBSTANTIVE)
    valid_from = DayField(label=_("From"))

    field_order = ["holder", "holder_hi", "email", "kind", "valid_from", "order_number", "order_date", "order_file"]


class TransferForm(HolderFields, OrderFields):
    """The next holder of a held post."""

    valid_from = DayField(label=_("The next holder takes over on"))

    field_order = ["holder", "holder_hi", "email", "valid_from", "order_number", "order_date", "order_file"]


class ChangePostForm(forms.ModelForm):
    """What may change about a post."""

    abolished_on = DayField(label=_("Abolished on"), required=False, help_text=_("First day on which the post no longer exists."))

    class Meta:
        model = Post
        fields = CHANGEABLE


class ConsentForm(forms.Form):
    """A nominee's consent to be named in public."""

    on = DayField(label=_("Agreed on"), required=False, help_text=_("Empty takes the consent back."))


class EndForm(forms.Form):
    """The last day of a posting."""

    until = DayField(label=_("First day on which the person no longer holds the post"))


class InviteForm(forms.Form):
    """An invitation of the present holder."""

    email = forms.EmailField(label=_("The holder's own e-mail"), help_text=_("Not the address of the office."))

    def __init__(self, *args, post: Post, **kwargs):
        self.post = post
        super().__init__(*args, **kwargs)

    def clean_email(self):
        email = login_address(self.cleaned_data["email"])
        if self.post.office_email and email == login_address(self.post.office_email):
            raise forms.ValidationError(
                _("This is the address of the office, which the next holder reads too. Ask for the person's own.")
            )
        return email
