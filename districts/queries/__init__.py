"""Reads of the ground: finding by any spelling, and HS codes."""

from .finding import find_districts, find_hs, find_products, products_named
from .hs_codes import HSAnswer, UnknownHSCode, resolve_hs

__all__ = [
    "HSAnswer",
    "UnknownHSCode",
    "find_districts",
    "find_hs",
    "find_products",
    "products_named",
    "resolve_hs",
]
