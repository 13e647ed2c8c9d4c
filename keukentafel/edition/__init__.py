"""A plan as it stood at one moment: read back, frozen, assented to, delivered and printed.

What the resident hears is a `reading`, made from the very `part`s that are frozen into a `manifest`. People
`assent` to the manifest, each in a document of their own, and the `bundle` carries all of it away, signed by
the tablet. The JSON is the original; the pages in `paper` are made from it.
"""
