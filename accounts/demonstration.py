"""The logins of the demonstration year: everybody knows their passwords, so they open the door at home only."""

from ipaddress import ip_address

from django.utils.translation import gettext_lazy as _

from audit.installation import is_demonstration

#: RFC 2606 keeps this name for examples: no mail reaches it and no officer can have an address there.
DOMAIN = ".example"
# A proxy in front hides where somebody really sits, so a request that came through one is nobody's own computer.
_THROUGH_A_PROXY = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def is_demo_login(email):
    """Whether this address was made for the demonstration."""
    return (email or "").strip().lower().endswith(DOMAIN)


def is_loopback(request):
    """Whether the request comes from the computer on which the portal runs, through nobody in between."""
    if any(request.META.get(header) for header in _THROUGH_A_PROXY):
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def login_refusal(email, request):
    """Why this login is not taken here, as a sentence; None for every other login and for these at home."""
    if not is_demo_login(email):
        return None
    if not is_demonstration():
        return _("This is a login of the demonstration, and this portal holds facts. Sign in with your own address.")
    if request is None or not is_loopback(request):
        return _(
            "The logins of the demonstration work only on the computer on which it runs, because everybody knows their "
            "passwords. Open it there, at http://127.0.0.1."
        )
    return None
