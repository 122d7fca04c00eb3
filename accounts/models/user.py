"""The account: who signs in. What the account may do follows from the posts of its person, from nothing else."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


def login_address(text):
    """The e-mail address as it is stored and compared: no spaces around it, small letters throughout."""
    return (text or "").strip().lower()


class UserManager(BaseUserManager):
    """Finds accounts by e-mail address in any case."""

    def get_by_natural_key(self, email):
        return self.get(email=login_address(email))

    async def aget_by_natural_key(self, email):
        return await self.aget(email=login_address(email))

    def create_user(self, email, password=None, *, person=None, **fields):
        """A saved account; without a password it cannot sign in."""
        fields.setdefault("is_staff", person is not None)
        user = self.model(email=login_address(email), person=person, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person's way in. The address is personal; office addresses are never logins.

    There is no superuser and there are no permissions stored here: the
    headquarters duty gives rights through posts (accounts.permission).
    """

    email = models.EmailField(
        _("e-mail address"),
        max_length=254,
        unique=True,
        error_messages={"unique": _("Another account has this e-mail address.")},
    )
    person = models.OneToOneField(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("person")
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("sees the officers' pages"), default=True)
    date_joined = models.DateTimeField(_("account since"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    # Django's admin and some packages ask for it. It is no column, so nobody can ever be given it.
    is_superuser = False

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email_address_in_any_case",
                violation_error_message=_("Another account has this e-mail address."),
            )
        ]

    def __str__(self):
        return self.email

    def clean(self):
        super().clean()
        self.email = login_address(self.email)

    def save(self, *args, **kwargs):
        self.email = login_address(self.email)
        super().save(*args, **kwargs)

    def get_username(self):
        return self.email

    def get_full_name(self):
        return self.person.name if self.person else self.email

    get_short_name = get_full_name

    def has_perm(self, perm, obj=None):
        """Never: rights come from may(), which MovesAdmin asks. A door that asks Django's question stays shut."""
        return False

    def has_perms(self, perm_list, obj=None):
        return False

    def has_module_perms(self, app_label):
        """Officers see a section of the admin when MovesAdmin shows them something in it."""
        return self.is_active and self.is_staff

    def get_all_permissions(self, obj=None):
        return set()
