"""Products and products of districts in and out of spreadsheets, with a preview."""
