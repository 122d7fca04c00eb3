"""Spreadsheets of committees: read with a finding for each cell that does not fit, and made to be filled in."""
