"""``python -m bench search``: searching in ten thousand notes of about 1 kB, in two hundred households.

The notes are made up from Dutch words, some of them everywhere and some in one note only, and written in a
vault as the app writes them. Each run makes the list in memory anew (``first_ms``) and then asks every query
once: rare and frequent words, parts of compounds, words without their accents, several words, a phrase, one
letter, and words that are nowhere. A time is that of the whole answer: counted, in order, and with the
excerpts of a full screen.

Every count is compared with that of a plain scan of the same notes, which folds in its own way. That the
comparison would find a fault is shown with a search from which one household is hidden.
"""

import itertools
import random
import statistics
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.measure import Figures, kept, milliseconds
from keukentafel.journal.catalogue import Catalogue, bundled_catalogue
from keukentafel.journal.journal import Author, Journal
from keukentafel.journal.names import CompartmentId, FieldName, HouseholdId, ObjectId, PersonId, random_id
from keukentafel.journal.operation import Entry
from keukentafel.journal.speaker import Face, Role, Speaker
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.draft import Draft
from keukentafel.vault.key_derivation import Argon2Parameters
from keukentafel.vault.search import Search
from keukentafel.vault.vault import LockedVault, OpenVault, create_vault

HOUSEHOLDS: Final = 200
NOTES_EACH: Final = 50
LETTERS: Final = 1_000
SCREEN: Final = 50
MOST_MS: Final = 50.0

_BRIEFLY: Final = 10
_SEED: Final = 1
_RARE: Final = 40
_FIELD: Final = FieldName("quote.text")
# The key is derived once and is no part of what is measured.
_CHEAP: Final = Argon2Parameters(memory_kib=64, passes=1, lanes=1)
_PIN: Final = "204060"

_EVERYWHERE: Final = (
    "de het een en van ik niet dat is in op te voor met die zijn er maar om dan als wat nog wel geen naar "
    "mijn heb bij ook uit al zo moet kan weer mensen huis geld school kinderen dochter buurvrouw thuis koffie"
).split()
_OFTEN: Final = (
    "geïnteresseerd één café officiële coördinator ruïne reünie Zoë financiële cliënt hè privé naïef "
    "jeugdschulden schuldhulpverlening huurachterstand huishoudgeld thuisbegeleiding mantelzorgster "
    "slaapproblemen gemeentehuis wijkverpleegkundige aanmaning betalingsregeling energierekening "
    "voedselbank schoolmaatschappelijk boodschappenlijst kinderbijslag zorgtoeslag huurtoeslag"
).split()
_SYLLABLES: Final = "bra dek flo gim hus jol kep lun mar nop pri ros sta tuk vel wim zan".split()
_MIXED: Final = (
    *("de", "geld", "school", "koffie", "e", "n", "DOCHTER", "buur"),
    *("schuld", "toeslag", "huis", "regeling", "slaap", "zorg", "geldig", "kunde", "aanma", "bank"),
    *("geinteresseerd", "een", "cafe", "OFFICIELE", "coordinator", "reunie", "zoe", "cliënt", "naief", "he"),
    *("geld dochter", "schuld huis", "cafe koffie school", "zorg zoe geld", '"van de"', '"ik niet"'),
)


@dataclass(frozen=True, slots=True)
class FullVault:
    """An open vault full of notes, and the texts that are in it."""

    vault: OpenVault
    catalogue: Catalogue
    texts: tuple[str, ...]
    rare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blinkered:
    """The same vault with its first household hidden: what the comparison has to notice."""

    vault: OpenVault

    def households(self) -> tuple[HouseholdId, ...]:
        return self.vault.households()[1:]

    def entries(self, household: HouseholdId) -> tuple[Entry, ...]:
        return self.vault.entries(household)

    def drafts(self, household: HouseholdId) -> tuple[Draft, ...]:
        return self.vault.drafts(household)


def measure(runs: int, brief: bool) -> Figures:
    """Measure; ``brief`` is a tenth of the households."""
    figures = Figures("search", runs)
    with tempfile.TemporaryDirectory(prefix="keukentafel-bench-") as folder:
        made: list[FullVault] = []
        households = HOUSEHOLDS // (_BRIEFLY if brief else 1)
        making = milliseconds(lambda: made.append(make_full_vault(Path(folder), households)))
        try:
            _searching(figures, made[0], runs)
        finally:
            made[0].vault.lock()
    figures.add("making_s", making / 1000, "writing and signing these notes, before anything is measured")
    return figures


def make_full_vault(folder: Path, households: int) -> FullVault:
    """Make a vault with so many households, each of them written in one transaction."""
    secret = OwnerOnlyFile(folder / "secret")
    secret.create()
    create_vault(folder / "vault", _PIN, secret, demo=True, parameters=_CHEAP)
    vault = LockedVault(folder / "vault", secret, minimum=_CHEAP).unlock(_PIN)
    rare = tuple(itertools.islice(_rare_words(), 2 * _RARE))
    texts = tuple(_texts(rare[:_RARE], households * NOTES_EACH))
    catalogue = bundled_catalogue()
    for number in range(households):
        _write(vault, catalogue, texts[number * NOTES_EACH : (number + 1) * NOTES_EACH])
    return FullVault(vault, catalogue, texts, rare)


def _searching(figures: Figures, full: FullVault, runs: int) -> None:
    search = Search(full.vault, full.catalogue)
    queries = _queries(full.rare)
    first, middle, slow, worst = [], [], [], []
    for _ in range(runs):
        search.forget()
        first.append(milliseconds(lambda: search.find(queries[0], SCREEN)))
        taken = sorted(_timed(search, query) for query in queries)
        middle.append(statistics.median(taken))
        slow.append(taken[len(taken) * 95 // 100])
        worst.append(taken[-1])
    figures.add("p95_ms", kept(slow), f"a query answered, with excerpts of {SCREEN}", MOST_MS)
    figures.add("median_ms", kept(middle), "half of the queries")
    figures.add("worst_ms", kept(worst), "the slowest of the queries")
    figures.add("first_ms", kept(first), "the first search, which makes the list")
    figures.add("queries", len(queries), "in each run")
    figures.add("notes", len(full.texts), f"of about {LETTERS} characters")
    figures.add("households", full.vault.count(), "in which they lie")
    _comparing(figures, full, search, queries)


def _comparing(figures: Figures, full: FullVault, search: Search, queries: Sequence[str]) -> None:
    counts = _plain_counts(full.texts, queries)
    blinkered = Search(Blinkered(full.vault), full.catalogue)
    missed = _differing(blinkered, queries, counts)
    figures.add("counts_wrong", _differing(search, queries, counts), "counts unlike those of a scan", 0.0)
    figures.add("control_counts_wrong", missed > 0, "with one household hidden, counts are found wrong")


def _timed(search: Search, query: str) -> float:
    return milliseconds(lambda: search.find(query, SCREEN))


def _differing(search: Search, queries: Sequence[str], counts: Sequence[int]) -> int:
    found = (search.find(query, 0).total for query in queries)
    return sum(one != other for one, other in zip(found, counts, strict=True))


def _plain_counts(texts: Sequence[str], queries: Sequence[str]) -> list[int]:
    folded = [_plain(text) for text in texts]
    wanted = ([query.strip('"')] if '"' in query else query.split() for query in map(_plain, queries))
    return [sum(all(word in text for word in words) for text in folded) for words in wanted]


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _queries(rare: Sequence[str]) -> tuple[str, ...]:
    """Return the queries, mixed: known rare words, and as many that are nowhere, and the others by turns."""
    others = itertools.islice(itertools.cycle(_MIXED), 4 * len(_MIXED))
    queries = [*rare, *others]
    random.Random(_SEED).shuffle(queries)
    return tuple(queries)


def _rare_words() -> Iterator[str]:
    shuffled = list(itertools.permutations(_SYLLABLES, 4))
    random.Random(_SEED).shuffle(shuffled)
    return map("".join, shuffled)


def _texts(rare: Sequence[str], count: int) -> Iterator[str]:
    """Return the notes; each rare word stands in one of them, evenly spread."""
    chance, apart = random.Random(_SEED), count // len(rare)
    for number in range(count):
        words = [] if number % apart else list(rare[number // apart : number // apart + 1])
        while sum(map(len, words)) + len(words) < LETTERS:
            words.append(chance.choice(_OFTEN if chance.random() < 0.02 else _EVERYWHERE))
        chance.shuffle(words)
        yield " ".join(words)


def _write(vault: OpenVault, catalogue: Catalogue, texts: Sequence[str]) -> None:
    with vault.writing():
        household, who = vault.new_household(), PersonId(random_id())
        journal = Journal(household, catalogue, vault.shelf(household), lambda _: True)
        author = _author(vault, vault.compartment(household, "person", who), who)
        for text in texts:
            journal.write(author(), ObjectId(random_id()), _FIELD, text)


def _author(vault: OpenVault, compartment: CompartmentId, who: PersonId) -> Callable[[], Author]:
    speaker, clock = Speaker(Role.RESIDENT, who), itertools.count(time.time_ns() // 1_000_000)
    return lambda: Author(vault.device_signing, compartment, speaker, speaker, Face.TABLE, next(clock))
