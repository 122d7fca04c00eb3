"""The one admin site: the officers' door."""

from django.conf import settings
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from audit.installation import is_demonstration
from common.clock import today

from .acting import acting_post, held_posts
from .admin_permission import MovesAdmin
from .login import SignInForm
from .moves import Move
from .second_factor import is_owed
from .waiting import own_lists, register_list, register_set_up, register_waiting, waiting_for
from .wording import post_in_words

__all__ = ["PortalAdminSite", "register_list", "register_set_up", "register_waiting"]


#: Models whose own admin pages would show secrets (keys of second factors), rights nobody has here (groups),
#: or who signed in when, which is nobody's business.
NOT_SHOWN = {"auth.Group", "otp_totp.TOTPDevice", "axes.AccessFailureLog", "axes.AccessLog"}


class _WrongPasswords(MovesAdmin):
    """Who guessed at which account from where: for headquarters alone, which may also lift a lock-out."""

    view_move = Move.APPOINT
    change_move = None
    add_move = None

    def has_delete_permission(self, request, obj=None):
        return self.has_view_permission(request, obj)


class PortalAdminSite(admin.AdminSite):
    """Sign-in by e-mail with lock-out, a home page of what waits, and rights from posts alone.

    A ModelAdmin that says nothing about moves is treated as reference data:
    headquarters and data officers see it, nobody else.
    """

    site_title = _("Districts as Export Hubs")
    site_header = _("Districts as Export Hubs")
    index_title = _("What waits for me")
    login_form = SignInForm
    login_template = "registration/login.html"

    def register(self, model_or_iterable, admin_class=None, **options):
        admin_class = admin_class or admin.ModelAdmin
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        models = [model for model in models if model._meta.label not in NOT_SHOWN]
        if not models:
            return
        if any(model._meta.app_label == "axes" for model in models):
            admin_class = type(admin_class.__name__, (_WrongPasswords, admin_class), {"__module__": admin_class.__module__})
        elif not issubclass(admin_class, MovesAdmin):
            admin_class = type(admin_class.__name__, (MovesAdmin, admin_class), {"__module__": admin_class.__module__})
        super().register(models, admin_class, **options)

    def get_urls(self):
        # The models are ready only when addresses are asked for.
        from .admin.pages import addresses

        return [*addresses(), *super().get_urls()]

    def get_app_list(self, request, app_label=None):
        sections = super().get_app_list(request, app_label)
        for section in sections:
            if section["app_label"] == "axes":
                section["name"] = _("Locked sign-ins")
        return sections

    def has_permission(self, request):
        """Officers with an active account; where REQUIRE_OTP is set, only with the second factor given."""
        user = request.user
        if not (user.is_authenticated and user.is_active and user.is_staff):
            return False
        return not settings.REQUIRE_OTP or user.is_verified()

    def login(self, request, extra_context=None):
        if is_owed(request):
            wanted = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
            return redirect(f"{reverse('account-second-factor')}?{wanted}")
        return super().login(request, extra_context)

    def each_context(self, request):
        context = super().each_context(request)
        if context["has_permission"]:
            on = today()
            context["acting_posts"] = [post_in_words(post) for post in held_posts(request, on=on)]
            context["acting_post"] = acting_post(request, on=on)
            context["posts_to_choose"] = held_posts(request, on=on)
        context["is_demonstration"] = is_demonstration()
        return context

    def index(self, request, extra_context=None):
        on = today()
        return super().index(
            request,
            {
                "waiting": waiting_for(request.user, on),
                "own_lists": [
                    {"label": entry.label, "url": address_of(entry.url), "count": count, "about": entry.about}
                    for entry, count in own_lists(request.user, on)
                ],
                **(extra_context or {}),
            },
        )


def address_of(url):
    """The path of an own list, registered by path, by URL name, or by a name inside the admin."""
    if url.startswith("/"):
        return url
    try:
        return reverse(url)
    except NoReverseMatch:
        return reverse(f"admin:{url}")
