"""The key derivation: two back ends, one answer, and no weaker way in."""

import pytest

from keukentafel.vault.key_derivation import (
    BACK_ENDS,
    Argon2Parameters,
    argon2_of_reference,
    find_argon2,
    key_encryption_key,
)
from keukentafel.vault.mistakes import NoArgon2


@pytest.mark.parametrize("cost", [Argon2Parameters(64, 1, 1), Argon2Parameters(256, 2, 4)])
def test_both_back_ends_give_identical_bytes(cost: Argon2Parameters) -> None:
    answers = {
        back_end(secret, b"0123456789abcdef", cost) for back_end in BACK_ENDS for secret in (b"204060",)
    }
    assert len(BACK_ENDS) == 2
    assert len(answers) == 1


def broken(secret: bytes, salt: bytes, cost: Argon2Parameters) -> bytes:
    answer = argon2_of_reference(secret, salt, cost)
    return answer[:-1] + bytes([answer[-1] ^ 1])


def absent(secret: bytes, salt: bytes, cost: Argon2Parameters) -> bytes:
    raise ValueError("not on this device")


def test_a_back_end_that_is_wrong_or_absent_is_passed_over() -> None:
    assert find_argon2((broken, absent, argon2_of_reference)) is argon2_of_reference


def test_without_a_working_back_end_the_vault_stays_shut() -> None:
    with pytest.raises(NoArgon2):
        find_argon2((broken, absent))


def test_pin_salt_secret_and_cost_all_go_into_the_key() -> None:
    cost = Argon2Parameters(64, 1, 1)
    keys = {
        key_encryption_key(argon2_of_reference, pin, salt, secret, parameters)
        for pin in ("1234", "1235")
        for salt in (b"s" * 16, b"t" * 16)
        for secret in (b"a" * 32, b"b" * 32)
        for parameters in (cost, Argon2Parameters(64, 2, 1))
    }
    assert len(keys) == 16
