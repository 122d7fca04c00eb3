"""One file per group of nouns; every view is read only."""
