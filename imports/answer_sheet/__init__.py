"""The answers to a data request as a sheet: downloaded with its questions, filled, and read into the short form."""
