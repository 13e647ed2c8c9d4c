"""The command line: what an administrator, or a worker with a keyboard, can do with a vault without screens.

``keukentafel vault check | list | backup | restore | recover | code | export | forget | rotate | trail``. It
needs the extra ``cli``; neither Flet nor a web server is imported for it. One noun a module; what people read
stands in ``commands.po``.
"""
