"""Addresses as they are kept and sent, whatever page they were made on."""

from django.urls import get_script_prefix


def without_language(address):
    """The path without the prefix that reverse() puts before it on the desk's Hindi pages: whoever opens it later chooses."""
    return "/" + address.removeprefix(get_script_prefix())
