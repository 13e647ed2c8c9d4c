"""The relay: keeps sealed envelopes for devices that it knows by their keys, and can read nothing.

It imports nothing of ``keukentafel``, runs alone, and stores only what has to be stored: the bytes, the
mailbox, the position, the minute of arrival, and the passes and revocations that an organisation signed.

    writer        one thread that commits in groups
    store         what is kept, as a port, and in SQLite
    organisations the roots this relay serves, from a file with public keys
    doorkeeper    who may do what
    body          reading a request's body within bounds
    server        the endpoints
    __main__      ``python -m sync.relay --host … --port … --data …``
"""
