import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deh_portal.settings")
application = get_wsgi_application()

# After the settings are loaded: nothing is served from a database that lacks a guard.
from common.guards import require_all_before_serving  # noqa: E402

require_all_before_serving()
