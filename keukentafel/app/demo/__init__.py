"""The demo: municipality Waterkerke, which does not exist, with made-up people and households.

Everything in it is real but the people: real vaults, real keys, a real organisation root. Its vaults are
marked DEMO; they open with a PIN that is printed, so they refuse to be enrolled anywhere else.
"""
