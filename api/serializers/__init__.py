"""The shapes of API v1 (design.md section 6): decimals as strings, codes as text, addresses absolute within the site."""
