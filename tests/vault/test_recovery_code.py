"""The code of a recovery sheet, as people type it over: what is understood, and which group a slip is in."""

import string
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.vault.mistakes import MistypedCode
from keukentafel.vault.recovery_code import (
    GROUPS,
    RecoveryCode,
    _check,
    key_of,
    new_code,
    read_code,
)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = {"0": "0Oo", "1": "1IiLl"}


def _code_of(groups: list[str]) -> RecoveryCode:
    return RecoveryCode("-".join(group + _check(number, group) for number, group in enumerate(groups)))


codes = st.lists(st.text(ALPHABET, min_size=3, max_size=3), min_size=GROUPS, max_size=GROUPS).map(_code_of)
CODE = _code_of(["0K1", "7QZ", "M3M", "ABC", "X0X", "9H2", "VVV", "S1T", "4FE"])


@st.composite
def typings(draw: st.DrawFn) -> tuple[RecoveryCode, str]:
    """A code, and one of the ways in which somebody might type it."""
    code = draw(codes)
    typed = [
        draw(st.sampled_from(LOOK_ALIKES.get(sign, sign + sign.lower())))
        + draw(st.sampled_from(["", " ", "-", " – ", "\u00ad"]))
        for sign in code.replace("-", "")
    ]
    return code, draw(st.sampled_from(["", " ", "\n"])) + "".join(typed)


@given(typings())
def test_small_letters_spaces_and_look_alikes_are_understood(typing: tuple[RecoveryCode, str]) -> None:
    code, typed = typing
    assert read_code(typed) == code


def _named(typed: str) -> int | None:
    """Return the group that is named as wrong, None when the code is read."""
    try:
        read_code(typed)
    except MistypedCode as slip:
        return slip.group
    return None


def test_every_single_slip_in_any_place_is_named_with_its_group() -> None:
    slips = 0
    for at, sign in enumerate(CODE):
        if sign == "-":
            continue
        others = set(string.digits + string.ascii_uppercase + "é*.²") - set(LOOK_ALIKES.get(sign, sign))
        wrong = [*others, sign + sign, sign + "A", ""]
        for instead in wrong:
            assert _named(CODE[:at] + instead + CODE[at + 1 :]) == at // 5 + 1, (at, instead)
        slips += len(wrong)
    assert slips > 36 * 35
    assert _named(CODE) is None


def test_two_groups_that_changed_places_are_named_by_the_first() -> None:
    groups = CODE.split("-")
    for one, other in combinations(range(GROUPS), 2):
        changed = list(groups)
        changed[one], changed[other] = groups[other], groups[one]
        assert _named("-".join(changed)) == one + 1


def test_a_group_too_few_or_too_many_is_named() -> None:
    assert _named("") == 1
    assert _named(CODE.rsplit("-", 1)[0]) == GROUPS
    assert _named(f"{CODE}-0000") == GROUPS + 1


@given(codes, st.integers(0, 35))
def test_without_spaces_a_missing_sign_is_never_blamed_on_a_group_before_it(
    code: RecoveryCode, at: int
) -> None:
    signs = code.replace("-", "")
    named = _named(signs[:at] + signs[at + 1 :])
    assert named is not None
    assert named > at // 4


def test_a_thousand_codes_are_all_different_and_can_be_read() -> None:
    drawn = {new_code() for _ in range(1000)}
    assert len(drawn) == 1000
    assert all(read_code(code) == code for code in drawn)


def test_a_code_stands_for_another_key_in_another_vault() -> None:
    keys = {
        key_of(code, salt).private_bytes_raw() for code in (CODE, new_code()) for salt in (b"een", b"twee")
    }
    assert len(keys) == 4


@pytest.mark.parametrize("typed", ["²", "ſ", "\ud800", "0" * 100_000])
def test_odd_text_is_a_slip_and_no_traceback(typed: str) -> None:
    assert _named(typed) in {1, 2}
