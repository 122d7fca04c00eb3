from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

NOUNS = (
    "states",
    "districts",
    "products",
    "sectors",
    "hs",
    "gi",
    "plans",
    "strategies",
    "committees",
    "meetings",
    "resolutions",
    "exports",
)


class Root(APIView):
    """Where everything is."""

    http_method_names = ["get", "head", "options"]

    @extend_schema(responses={200: {"type": "object", "additionalProperties": {"type": "string"}}})
    def get(self, request):
        return Response({noun: f"/api/v1/{noun}/" for noun in (*NOUNS, "schema", "docs")})
