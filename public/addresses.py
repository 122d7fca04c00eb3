"""Addresses of plan versions, which have none of their own below this door."""

from plans.addresses import consultation_address, file_name, plan_base, version_address

__all__ = ["consultation_address", "file_name", "plan_base", "version_address"]
