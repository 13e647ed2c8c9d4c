"""How entries of the journal are written down inside sealed payloads.

The exact signed bytes are kept, as text because a skeleton is canonical JSON; the signature was verified on
intake and is kept along, so that the entry can be passed on.
"""

from typing import Any

from keukentafel.journal.canonical import Json
from keukentafel.journal.operation import Entry, SignedOperation, Value, read_kept_operation


def write_signed(signed: SignedOperation) -> dict[str, Json]:
    """Write a signed operation down, without its value."""
    return {
        "skeleton": signed.skeleton.decode(),
        "signature": signed.signature.hex(),
    }


def read_signed(document: dict[str, Any]) -> SignedOperation:
    """Read a signed operation that was verified when it came in."""
    return read_kept_operation(
        document["skeleton"].encode(),
        bytes.fromhex(document["signature"]),
    )


def write_value(value: Value | None) -> Json:
    """Write a value down with its salt, or None."""
    return None if value is None else {"content": value.content, "salt": value.salt.hex()}


def read_value(document: dict[str, Any] | None) -> Value | None:
    """Read a value, or None."""
    return None if document is None else Value(document["content"], bytes.fromhex(document["salt"]))


def write_entry(entry: Entry) -> dict[str, Json]:
    """Write a whole entry down."""
    return write_signed(entry.signed) | {"id": entry.signed.id, "value": write_value(entry.value)}


def read_entry(document: dict[str, Any]) -> Entry:
    """Read a whole entry."""
    return Entry(read_signed(document), read_value(document["value"]))
