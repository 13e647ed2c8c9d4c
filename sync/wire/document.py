"""A signed document: who signed what, in one spelling, with nothing in it that is not expected.

    {"document": {…}, "schema": "keukentafel.pass/1", "signature": hex, "signer": hex}
    signature = Ed25519(signer, schema NUL canonical(document))                     RFC 8032

Canonical JSON (RFC 8785) in Unicode form C, integers only. The schema is part of what is signed, so that a
document can never be taken for one of another kind. Cards, passes, revocations, receipts and reviews all
have this form.
"""

import json
import unicodedata
from dataclasses import dataclass
from typing import Any, Final, NoReturn, TypeVar

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, ValidationError

from sync.wire.names import is_key

LARGEST_DOCUMENT: Final = 256 * 1024
_KEYS: Final = {"document", "schema", "signature", "signer"}


class DocumentRefused(Exception):
    """These bytes are not a document of the expected kind, or the signature under it does not hold."""


class Document(BaseModel):
    """The content of a document: a closed schema, unchangeable once read."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


Kind = TypeVar("Kind", bound=Document)


@dataclass(frozen=True, slots=True)
class Signed:
    """A document whose signature holds; whether its signer may sign it is for the reader to judge."""

    signer: str
    content: bytes

    def read(self, kind: type[Kind]) -> Kind:
        """Read the content.

        Raises:
            DocumentRefused: a field is missing, unknown or malformed.
        """
        return _fill(kind, self.content)


def canonical_json(document: Any) -> bytes:
    """Write a document in the one spelling that is signed.

    Raises:
        DocumentRefused: it holds a number that is no integer of 53 bits, or text outside Unicode form C.
    """
    try:
        _refuse_fractions(document)
        written = rfc8785.dumps(document)
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError, TypeError):
        # Not chained, here and below: the originals quote or hold what they were given.
        raise DocumentRefused("this document cannot be written in one way only") from None
    if not unicodedata.is_normalized("NFC", written.decode("utf-8")):
        raise DocumentRefused("this document is not in Unicode form C")
    return written


def parse_json(data: bytes) -> Any:
    """Read canonical JSON and refuse every other spelling of it.

    Raises:
        DocumentRefused: the bytes are not canonical JSON.
    """
    try:
        document = json.loads(data.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise DocumentRefused("these bytes are not a document") from None
    if canonical_json(document) != data:
        raise DocumentRefused("this document is not in its one spelling")
    return document


def sign_document(content: Document, schema: str, signer: Ed25519PrivateKey) -> bytes:
    """Sign a document and return its bytes.

    Raises:
        DocumentRefused: it cannot be written in one way only, or is too large.
    """
    document = content.model_dump(mode="json")
    signature = signer.sign(_signed_bytes(schema, canonical_json(document)))
    data = canonical_json(
        {
            "document": document,
            "schema": schema,
            "signature": signature.hex(),
            "signer": signer.public_key().public_bytes_raw().hex(),
        }
    )
    if len(data) > LARGEST_DOCUMENT:
        raise DocumentRefused("this document is too large")
    return data


def read_signed(data: bytes, schema: str) -> Signed:
    """Read a signed document and verify that the signer it names did sign it.

    Raises:
        DocumentRefused: it is too large, not canonical, of another schema, or the signature does not hold.
    """
    if len(data) > LARGEST_DOCUMENT:
        raise DocumentRefused("this document is too large")
    outer = parse_json(data)
    if not isinstance(outer, dict) or set(outer) != _KEYS or outer["schema"] != schema:
        raise DocumentRefused("this is not a document of the expected kind")
    content = canonical_json(outer["document"])
    _verify(outer["signer"], outer["signature"], _signed_bytes(schema, content))
    return Signed(outer["signer"], content)


def read_plain(data: bytes, kind: type[Kind], largest: int) -> Kind:
    """Read a canonical document that is not signed by itself.

    Raises:
        DocumentRefused: it is larger than ``largest`` bytes, not canonical, or does not fit its schema.
    """
    if len(data) > largest:
        raise DocumentRefused("this document is too large")
    parse_json(data)
    return _fill(kind, data)


def _fill(kind: type[Kind], content: bytes) -> Kind:
    try:
        return kind.model_validate_json(content)
    except ValidationError:
        raise DocumentRefused("a field of this document is missing, unknown or malformed") from None


def _verify(signer: object, signature: object, signed: bytes) -> None:
    if not is_key(signer) or not isinstance(signature, str) or len(signature) != 128:
        raise DocumentRefused("the signer or the signature is malformed")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(str(signer)))
        key.verify(bytes.fromhex(signature), signed)
    except (InvalidSignature, ValueError) as reason:
        raise DocumentRefused("the signature is not of the signer that it names") from reason


def _signed_bytes(schema: str, content: bytes) -> bytes:
    return schema.encode("ascii") + b"\x00" + content


def _refuse_fractions(document: Any) -> None:
    if isinstance(document, float):
        raise DocumentRefused("a document holds whole numbers only")
    if isinstance(document, dict | list | tuple):
        for item in document.values() if isinstance(document, dict) else document:
            _refuse_fractions(item)


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{len(text)} characters that are not an integer")
