"""A draft as a workbook: written out, filled in elsewhere, looked at, taken in.

opening reads an upload safely, layout says which sheet holds what, standing is a draft as cells, writing makes the file,
reading turns cells into values of rows or sentences at the cell, applying writes them through plans.rows, trial shows
beforehand what that would do, door is the page.
"""
