"""What tablet and relay share: names, signed documents, signed requests and the frame of an envelope.

The relay must be able to run, and to be read, without anything of ``keukentafel``; so neither does this.
"""
