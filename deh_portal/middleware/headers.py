from django.conf import settings


class Headers:
    """The parts of the security headers that differ by door.

    Only the admin carries a script nonce (django-leaflet's widget needs one); only the API's documentation page may
    show data: images (its viewer's icons). Nothing on this site uses camera, place or any other device feature.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        path = request.path_info
        if path.startswith("/admin/"):
            response._csp_update = {"script-src": settings.CSP_ADMIN_SCRIPT[1:], "img-src": ["data:"]}
            response.headers.setdefault("Cache-Control", "no-store")
        elif path.startswith("/api/v1/docs/"):
            response._csp_update = {"img-src": ["data:"]}
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
        )
        return response
