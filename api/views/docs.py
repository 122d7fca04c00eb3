from drf_spectacular.renderers import OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView


class Schema(SpectacularAPIView):
    """The OpenAPI 3 description of this API, as JSON whatever the reader accepts: one address, one answer."""

    renderer_classes = [OpenApiJsonRenderer2]

    def perform_content_negotiation(self, request, force=False):
        return super().perform_content_negotiation(request, force=True)


class Docs(SpectacularSwaggerSplitView):
    """The documentation, served from here: script and page apart, so that the strict policy holds."""

    template_name = "api/docs.html"
    # The package's own script carries a CSRF token, and its cookie with it.
    template_name_js = "api/docs.js"
