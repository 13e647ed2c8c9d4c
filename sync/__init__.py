"""What passes between the tablet and the municipality: sealed, signed, and carried by a relay that is blind.

One mechanism serves everything: *sealed mailboxes*. A mailbox is an append-only list of sealed envelopes on
a relay that knows devices by their keys and nothing else. What the relay answers means "delivered, not yet
opened"; only a receipt signed by the desk means "received".

    envelope    a body sealed to its readers and signed by its sender
    identity    the organisation's root key, and the cards, invitations and revocations that it signs
    message     what lies inside an envelope: a plan, a receipt or a review, with the sender's card
    tablet      the worker's side of that exchange, without I/O
    desk        the supervisor's side of it, without I/O
    mailbox     talking with the relay over HTTP
    courier     carrying the outbox to the relay and the post home, again and again
    wire        what both ends of a request share; imports nothing of ``keukentafel``
    relay       the server
"""
