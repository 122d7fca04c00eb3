"""Addresses as they are kept and sent, whatever page they were made on."""

from django.urls import get_script_prefix


def without_language(address):
    """The path without what reverse() puts before it on the desk's Hindi pages; one written out stays as it is."""
    prefix = get_script_prefix()
    return f"/{address.removeprefix(prefix)}" if address.startswith(prefix) else address
