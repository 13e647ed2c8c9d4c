"""Keukentafel: a plan made at the kitchen table, in the resident's own words.

The house has five floors; a module imports only from floors below its own (docs/architecture.md):

    5  app       the screens
    4  sync      what passes between tablet and municipality (a package of its own)
    3  edition   a plan frozen at a moment
    2  dossier   what we know of one household now   |   vault    keeping it
    1  journal   what was said and decided           |   guide    what may be asked
"""

__version__ = "0.1.0"
