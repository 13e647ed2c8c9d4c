"""Keeping it: one SQLite file per worker per device, in which nothing personal can be read.

What the vault promises: whatever a method has written survives a dead battery; the file alone tells nobody
anything; a row that was changed, moved, taken away or put back is noticed, and harms no other household; a
locked vault holds no key and no word in memory. The modules, from the ground up:

    sealing         bytes that open only in their own place
    key_derivation  from a PIN to a key                 device_secret  the factor nobody remembers
    secret_place    keystore or file                    platform_secret, keystore, counter
    tables, shapes  what stands in the file             database       its settings, all or nothing
    ladder          PIN → vault → household → compartment
    roll, seals     the proof that nothing is older or missing
    rows            the one way into every table
    gate, creation  the header; making a vault          key_ring       the keys in memory now
    households, shelf, draft, document, outbox, inbox, settings, inspection
    open_vault      all of that behind one door         vault          the door
"""
