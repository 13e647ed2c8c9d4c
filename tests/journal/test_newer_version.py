"""What a newer version of the program wrote is kept, passed on, and shown as unknown."""

from dataclasses import replace

import pytest

from keukentafel.journal.assets import asset_text
from keukentafel.journal.catalogue import Catalogue, UnknownField, read_catalogue
from keukentafel.journal.journal import Outcome
from keukentafel.journal.names import FieldName, ObjectId
from keukentafel.journal.operation import Entry, Value, device_key_of, sign
from keukentafel.journal.rules import Refusal, Refused
from keukentafel.journal.speaker import Act
from tests.journal.household import DEVICES, PIET, QUOTE, SAMIRA, author, journal, outcome, take_in_all

MOOD = (ObjectId("b9" * 16), FieldName("quote.mood"))


def newer_catalogue() -> Catalogue:
    """The next version: a quote has a mood, and may be given up to the review."""
    text = asset_text("catalogue", "fields.toml").replace("version = 4", "version = 5", 1)
    mood = text[text.index('[[field]]\nname = "quote.text"') :].partition("\n\n")[0]
    return read_catalogue(f"{text}\n{mood.replace('quote.text', 'quote.mood')}\n", "newer.toml")


def test_an_unknown_field_from_a_newer_version_is_kept_and_merged() -> None:
    newer, older, further = journal(newer_catalogue()), journal(), journal(newer_catalogue())
    first = newer.write(author(), *MOOD, "rustig")
    second = newer.write(author(), *MOOD, "moe")
    assert take_in_all(older, [second, first]) == []
    assert older.heads(*MOOD) == (second,)
    assert not older.understands(second)
    assert newer.understands(second)
    assert take_in_all(further, older.history(*MOOD)) == []
    assert further.heads(*MOOD) == newer.heads(*MOOD)


def test_an_unknown_field_is_still_bound_to_its_place() -> None:
    newer, older = journal(newer_catalogue()), journal()
    quote = newer.write(author(), *QUOTE, "Laat dit staan")
    mood = newer.write(author(), *MOOD, "rustig")
    attack = _resigned(mood, seen=(quote.signed.id,))
    take_in_all(older, [quote])
    with pytest.raises(Refused) as refused:
        older.take_in(attack)
    assert refused.value.reason is Refusal.PLACE
    assert older.heads(*QUOTE) == (quote,)


def test_an_unknown_field_of_our_own_version_is_refused() -> None:
    mood = journal(newer_catalogue()).write(author(), *MOOD, "rustig")
    with pytest.raises(Refused) as refused:
        journal().take_in(_resigned(mood, catalogue=2))
    assert refused.value.reason is Refusal.FIELD
    with pytest.raises(UnknownField):
        journal().write(author(), *MOOD, "rustig")


def test_a_newer_version_does_not_lift_the_rules_of_a_known_field() -> None:
    replica = journal()
    said = replica.write(author(), *QUOTE, "Ik red het wel")
    for change in ({"voice": SAMIRA}, {"voice": PIET, "seen": (said.signed.id,)}):
        with pytest.raises(Refused):
            replica.take_in(_resigned(said, catalogue=3, **change))


def test_a_value_that_does_not_fit_is_left_out_and_its_operation_stays() -> None:
    said = journal().write(author(), *QUOTE, "Ik red het wel")
    value = Value({"html": "<b>"})
    unfit = Entry(_resigned(said, digest=value.digest()).signed, value)
    full, bare = journal(), journal()
    assert full.take_in(unfit).accepted == (replace(unfit, value=None),)
    assert bare.take_in(replace(unfit, value=None)).outcome is Outcome.ACCEPTED
    assert outcome(bare, unfit) is Outcome.KNOWN
    assert full.heads(*QUOTE) == bare.heads(*QUOTE) == (replace(unfit, value=None),)


def test_a_value_that_only_a_newer_version_knows_is_kept_and_not_understood() -> None:
    said = journal().write(author(), *QUOTE, "Ik red het wel")
    value = Value("x" * 9_000)
    longer = Entry(_resigned(said, digest=value.digest(), catalogue=5).signed, value)
    replica = journal()
    replica.take_in(longer)
    assert replica.heads(*QUOTE) == (longer,)
    assert not replica.understands(longer)


def test_words_do_not_hide_in_an_operation_that_says_nothing() -> None:
    replica = journal()
    said = replica.write(author(), *QUOTE, "Ik red het wel")
    value = Value("stiekem")
    hidden = _resigned(said, act=Act.STRIKE, seen=(said.signed.id,), digest=value.digest())
    assert replica.take_in(Entry(hidden.signed, value)).accepted == (hidden,)


def _resigned(entry: Entry, **change: object) -> Entry:
    operation = replace(entry.signed.operation, device=device_key_of(DEVICES[3]), **change)
    return Entry(sign(operation, DEVICES[3]), None)
