"""Adoptions from before this portal, many at once: a sheet of facts and a ZIP of scans, shown before anything is kept."""
