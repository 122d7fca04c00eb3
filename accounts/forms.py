"""Forms of the pages under /account/."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _


class JoinForm(forms.Form):
    """Name and password of somebody who was invited. The strength of the password is checked by join()."""

    name = forms.CharField(
        label=_("Your name, as it shall stand under what you decide"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    name_hi = forms.CharField(label=_("Your name in Hindi"), max_length=160, required=False)
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password_again = forms.CharField(
        label=_("Password, again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self):
        cleaned = super().clean()
        first, second = cleaned.get("password"), cleaned.get("password_again")
        if first and second and first != second:
            self.add_error("password_again", _("The two passwords differ. Type the same one twice."))
        return cleaned
