#!/usr/bin/env python3
"""Django's command line for the portal; reads the same DEMO and DATABASE_URL as bin/run."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deh_portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
