"""District lines: built from a pinned source, never stored in git.

build.py runs the steps in order; each step is a module of its own:

    register      which districts must be drawn (from the database)
    source        the pinned wheel, checked by SHA-256, keyed by LGD code
    replacement   lines that officers bring as a file, for a State or the country
    projection    metres, equal areas and Web Mercator, in plain numpy
    cleaning      gaps and overlaps between neighbours closed
    arcs          shared lines cut once, so that both sides always agree
    thinning      fewer vertices, flat ones first
    gridding      rounding that cannot break a polygon
    overview      the country in one small file
    statefiles    one finer file per State
    topology      TopoJSON, written and read back
    figures       area and neighbours of every district
    checks        what a build must satisfy before anybody sees it
    store         files named by their content, the manifest last

Readers use manifest.py and lookup.py; they never build.
"""
