"""What is kept and sent names no language, whether its address was made by reverse() or written out."""

import pytest
from django.test.utils import override_script_prefix
from django.urls import reverse

from common.addresses import without_language


@pytest.mark.parametrize("prefix", ["/", "/hi/"])
def test_an_address_is_kept_without_the_prefix_of_the_page_it_was_made_on(prefix):
    with override_script_prefix(prefix):
        assert without_language(reverse("admin:index")) == "/admin/"
        assert without_language("/admin/circulated/7/") == "/admin/circulated/7/"
