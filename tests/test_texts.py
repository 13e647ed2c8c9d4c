"""Every word that people see is in a language file: none is missing, none is idle, and none is in the code.

Keys are found by reading the code, not by running it. A key that is put together (``f"pace.{pace}"``) stands
for the keys in which each gap is a word that the code knows: the value of a choice, or a name.

Dutch is written first. A key that is added in Dutch and has no text in English yet is named by the test with
its file and its Dutch text, so that who merges knows what to write where.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import read_po

from keukentafel.app.screens import stage
from keukentafel.app.state.screens import face_of
from keukentafel.app.texts import DUTCH, ENGLISH, LANGUAGES, MissingText, language_of, read_texts
from keukentafel.journal.catalogue import bundled_catalogue
from keukentafel.journal.speaker import Face

ROOT = Path(__file__).parents[1]
TEXTS = read_texts().messages
HEADS = {key.split(".")[0] for key in TEXTS}
CATALOGUE = bundled_catalogue().fields
FIELDS = {str(field.name) for field in CATALOGUE}
RECORDED = {word for one in CATALOGUE for word in (*one.name.split("."), *one.choices)}
"""The words of the catalogue: kinds of thing, their fields, and choices."""
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
SUFFIXES = frozenset("css html ico js json pdf png po py svg toml ttf txt typ woff2".split())
GAP = r"([a-z0-9_]+)"
WORD = re.compile(r"[^\W\d_]{3,}")
MARKUP = re.compile(r"<[^>]*>?")
PHRASE = re.compile(r"[^\W\d_]+,?( [^\W\d_]+,?){2,}")


@cache
def modules(*folders: str) -> list[ast.Module]:
    paths = chain.from_iterable(sorted((ROOT / folder).rglob("*.py")) for folder in folders)
    return [ast.parse(path.read_text("utf-8"), str(path)) for path in paths]


def docstrings(tree: ast.AST) -> set[ast.Constant]:
    """Strings that stand on their own: docstrings, and the words under a constant."""
    alone = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {node for node in alone if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every string in the code that is not a docstring, and not a piece of a longer one."""
    not_ours = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in not_ours:
            yield node


def pattern_of(node: ast.JoinedStr) -> str:
    return "".join(re.escape(str(one.value)) if isinstance(one, ast.Constant) else GAP for one in node.values)


# ── Keys ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Keys:
    """The keys that some code asks for: written out, and put together."""

    plain: frozenset[str]
    patterns: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, trees: Iterable[ast.Module]) -> "Keys":
        plain: set[str] = set()
        patterns: set[str] = set()
        for tree in trees:
            plain |= {str(one.value) for one in literals(tree)}
            joined = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
            patterns |= {pattern_of(node) for node in joined if _begins_with_a_head(node)}
            patterns |= set(_choices(tree))
        known = {one.lstrip("-").replace("-", "_") for one in plain}
        return cls(frozenset(plain), frozenset(patterns), frozenset(known))

    def matched(self, pattern: str) -> set[str]:
        """The keys of the language files that a pattern stands for."""
        found = ((key, re.fullmatch(pattern, key)) for key in TEXTS)
        # The account is drawn from the catalogue: its fields and choices need not stand in the code as well.
        known = self.known | RECORDED if pattern.startswith("account") else self.known
        return {key for key, match in found if match and all(_is_among(known, one) for one in match.groups())}

    def used(self) -> set[str]:
        return (self.plain & TEXTS.keys()).union(*map(self.matched, self.patterns))

    def missing(self) -> set[str]:
        """What is asked for and not there."""
        keys = {one for one in self.plain if KEY.fullmatch(one) and one.split(".")[0] in HEADS}
        names = {one for one in keys if one.rsplit(".", 1)[1] in SUFFIXES}
        unanswered = {one for one in self.patterns if not self.matched(one) and not _matches_a_field(one)}
        return (keys - names - FIELDS - TEXTS.keys()) | unanswered


def _is_among(known: Iterable[str], word: str) -> bool:
    return word in known or word.isdigit()


def _choices(tree: ast.AST) -> Iterator[str]:
    """On paper, the words for a choice are asked for by the key that they share."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "_choice"
        ):
            yield re.escape(str(ast.literal_eval(node.args[0]))) + rf"\.{GAP}"


def _in_the_page() -> set[str]:
    """The page around the screens asks for its own texts."""
    return set(re.findall(r"\{\{([a-z_.]+)\}\}", (ROOT / "assets/web/page.html").read_text("utf-8")))


def _begins_with_a_head(node: ast.JoinedStr) -> bool:
    first = node.values[0]
    text = str(first.value) if isinstance(first, ast.Constant) else ""
    return "." in text and text.split(".")[0] in HEADS and len(node.values) > 1


def _matches_a_field(pattern: str) -> bool:
    return any(re.fullmatch(pattern, field) for field in FIELDS)


def test_every_key_in_the_code_has_a_text_and_every_text_is_used() -> None:
    keys = Keys.of(modules("keukentafel"))
    assert keys.missing() | (_in_the_page() - TEXTS.keys()) == set()
    assert TEXTS.keys() - keys.used() - _in_the_page() == set()


def test_a_key_that_has_no_text_and_a_text_that_is_not_used_are_found() -> None:
    code = ast.parse('t("unlock.gibberish"); t(f"unlock.{name}.gibberish"); t(f"plan.{x}.says"); f("lead")')
    keys = Keys.of([code])
    assert keys.missing() == {"unlock.gibberish", rf"unlock\.{GAP}\.gibberish"}
    assert keys.used() == {"plan.lead.says"}


def test_a_key_without_a_text_is_refused_loudly() -> None:
    with pytest.raises(MissingText):
        read_texts()("unlock.gibberish")


# ── U and je ─────────────────────────────────────────────────────────────────────────────────────────────

U_FORM = re.compile(r"\b(u|ú|uw|uzelf)\b", re.IGNORECASE)
JE = read_texts().je
THE_WORDS_THEMSELVES = {"arriving.address", "arriving.address.u", "account.choice.person.address.u"}
"""Asking whether it is u or je."""
DRAWN_WITH = (
    "keukentafel.app.screens",
    "keukentafel.app.kit",
    "keukentafel.app.aloud",
    "keukentafel.app.spoken",
)


def imported(module: str) -> set[str]:
    tree = ast.parse(path_of(module).read_text("utf-8"))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    named = {f"{one.module}.{alias.name}" for one in froms for alias in one.names}
    found = named | {str(one.module) for one in froms}
    return {one for one in found if one.startswith(DRAWN_WITH) and path_of(one).exists()}


def path_of(module: str) -> Path:
    return ROOT / f"{module.replace('.', '/')}.py"


def drawn_at_the_table() -> set[str]:
    """Every module that draws for who is at the table, or listened to."""
    ahead = {
        draw.__module__ for screen, draw in stage._WITH_TALK.items() if face_of(screen) is not Face.WORK
    } | {"keukentafel.app.screens.read_back", "keukentafel.app.screens.sent"}
    found: set[str] = set()
    while ahead:
        module = ahead.pop()
        found.add(module)
        ahead |= imported(module) - found
    return found


def said_at_the_table() -> set[str]:
    """The keys of what is said there; of the account all, and of messages those of what lies there."""
    drawn = Keys.of([ast.parse(path_of(one).read_text("utf-8")) for one in drawn_at_the_table()]).used()
    messages = {key for key in Keys.of(modules("keukentafel/app/state")).used() if key.split(".")[0] in SAID}
    return drawn | messages | {key for key in TEXTS if key.startswith("account.")}


SAID = {"story", "ending", "read_back", "unsaved", "saved", "own_sheet", "apart"}
"""The messages that may come up at the table."""


def without_je(je: Iterable[str]) -> set[str]:
    needed = {key for key in said_at_the_table() if U_FORM.search(TEXTS[key])}
    return needed - THE_WORDS_THEMSELVES - set(je)


def test_whatever_is_said_with_u_at_the_table_is_said_with_je_as_well() -> None:
    assert without_je(JE) == set()
    assert len(JE) > 100


def test_a_text_with_u_that_has_no_je_is_found() -> None:
    fewer = JE.keys() - {"story.title", "own_sheet.hidden", "account.contacts", "read_back.slept.title"}
    assert without_je(fewer) == JE.keys() - fewer


def test_je_says_the_same_thing_with_the_same_gaps_and_without_u() -> None:
    assert JE.keys() <= TEXTS.keys()
    assert [key for key, text in JE.items() if U_FORM.search(text)] == []
    assert [key for key, text in JE.items() if gaps(text) != gaps(TEXTS[key])] == []


# ── Gaps in texts ────────────────────────────────────────────────────────────────────────────────────────


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def asked(trees: Iterable[ast.Module]) -> Iterator[tuple[set[str], bool, set[str]]]:
    """Which keys each call begins with, whether each of them must fit, and which values it gives."""
    known = Keys.of(modules("keukentafel"))
    for tree in trees:
        found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        formats = {id(one.func.value): one for one in found if _is_format(one.func)}
        for call in found:
            keys = set(_keys_in(call.args[0], known)) if call.args else set()
            values = {word.arg for word in formats.get(id(call), call).keywords}
            if keys and None not in values and not _hands_on(call):
                every = not isinstance(call.args[0], ast.JoinedStr)
                yield keys, every, {str(value) for value in values}


def _is_format(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and called.attr == "format"


def _hands_on(call: ast.Call) -> bool:
    """Whether the call only hands a key on: an exception or a notice that is put into words elsewhere."""
    return isinstance(call.func, ast.Name) and call.func.id[0].isupper()


def _keys_in(node: ast.expr, known: Keys) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from chain(_keys_in(node.body, known), _keys_in(node.orelse, known))
    elif isinstance(node, ast.Constant) and node.value in TEXTS:
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr) and _begins_with_a_head(node):
        yield from known.matched(pattern_of(node))


def ill_filled(trees: Iterable[ast.Module]) -> set[str]:
    """The keys whose text asks for other values than the code gives."""
    found = set()
    for keys, every, given in asked(trees):
        ill = {key for key in keys if gaps(TEXTS[key]) - given}
        if every or ill == keys:
            found |= ill
    return found


def test_every_text_gets_the_values_that_it_asks_for() -> None:
    assert ill_filled(modules("keukentafel")) == set()
    assert sum(bool(gaps(text)) for text in TEXTS.values()) > 20


def test_a_value_that_is_not_given_is_found() -> None:
    code = 't("start.ready"); t("start.stop"); t("start.ready", address="x"); t(f"plan.{x}.says")'
    assert ill_filled([ast.parse(code)]) == {"start.ready", "plan.lead.says", "plan.key_person.says"}


def test_gaps_are_plain_names() -> None:
    assert all(name.isidentifier() for text in TEXTS.values() for name in gaps(text))


# ── Words in code ────────────────────────────────────────────────────────────────────────────────────────


def words_in(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


@cache
def dutch_words() -> set[str]:
    """The words of the language files that the (English) docstrings never use."""
    english = {
        word
        for tree in modules("keukentafel", "sync")
        for one in docstrings(tree)
        for word in words_in(str(one.value))
    }
    texts = (text for text in TEXTS.values() if "MMMM" not in text)
    return set().union(*map(words_in, texts)) - english


def spoken(tree: ast.Module, dutch: set[str]) -> set[str]:
    """The strings in the code that somebody could read on a screen."""
    for_makers = {id(one) for node in ast.walk(tree) if _is_for_makers(node) for one in ast.walk(node)}
    found = set()
    for node in literals(tree):
        text = MARKUP.sub("", str(node.value))
        if id(node) in for_makers:
            continue
        sentence = bool(PHRASE.search(text))
        alone = " " not in text.strip() and not text[:1].isupper()
        if sentence or (words_in(text) & dutch and not alone):
            found.add(text)
    return found


def _is_for_makers(node: ast.AST) -> bool:
    """Whether the words in it are for who makes or runs the program: an exception, a log, a list of names."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr == "split" or ast.unparse(node.func) == "sys.stderr.write"
    return isinstance(node, ast.Raise)


def test_no_word_that_people_see_stands_in_the_code() -> None:
    dutch = dutch_words()
    assert len(dutch) > 300
    found = set().union(*(spoken(tree, dutch) for tree in modules("keukentafel/app", "keukentafel/edition")))
    assert found == set()


@pytest.mark.parametrize(
    "planted", ["Opnieuw proberen", "Bewaren", "Dit is mijn verhaal", "you can read this", "{name} schrijft"]
)
def test_a_word_that_was_planted_in_the_code_is_found(planted: str) -> None:
    code = ast.parse(f'"""Een verhaal van vroeger."""\nlabel(look, {planted!r}, "waakvlam", "plan.title")')
    assert spoken(code, dutch_words()) == {planted}


# ── Two languages ────────────────────────────────────────────────────────────────────────────────────────

ALIKE = {
    "app.demo",
    "app.name",
    "format.clock",
    "format.day",
    "format.weekday",
    "language.en",
    "language.nl",
    "page.title",
    "paper.day",
    "paper.moment",
    "recover.code",
    "reflection.week",
    "today.due.late",
    "triangle.was",
}
"""Texts that are the same in both languages: names, patterns of dates, and words that both have."""


def in_files(language: str) -> dict[str, tuple[str, str]]:
    """The file and the text of every key of one language."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted((ROOT / "assets/texts" / language).glob("*.po")):
        with path.open("rb") as file:
            found |= {str(one.id): (path.name, str(one.string)) for one in read_po(file) if one.id}
    return found


def not_translated(dutch: dict[str, tuple[str, str]], english: dict[str, tuple[str, str]]) -> list[str]:
    """What is still to be written in English, and where."""
    lacking = [key for key in dutch if key not in english or not english[key][1].strip()]
    return [f'en/{dutch[key][0]} lacks "{key}": {dutch[key][1]}' for key in lacking]


def test_every_text_is_there_in_dutch_and_in_english() -> None:
    dutch, english = in_files("nl"), in_files("en")
    assert sorted(path.name for path in (ROOT / "assets/texts").iterdir()) == sorted(LANGUAGES)
    assert not_translated(dutch, english) == []
    assert [
        f'en/{english[key][0]} has "{key}", which is not in Dutch' for key in english.keys() - dutch
    ] == []
    assert [key for key in dutch if dutch[key][0] != english[key][0]] == []
    assert len(dutch) > 1_500


def test_a_text_that_is_only_there_in_dutch_is_named_with_its_file() -> None:
    dutch = {"plan.title": ("screens.po", "Ons plan"), "app.done": ("screens.po", "Klaar")}
    told = not_translated(dutch, {"plan.title": ("screens.po", " "), "app.done": ("screens.po", "Done")})
    assert told == ['en/screens.po lacks "plan.title": Ons plan']


def other_gaps(dutch: Mapping[str, str], english: Mapping[str, str]) -> set[str]:
    """The keys whose texts ask for other values in one language than in the other."""
    return {key for key in dutch.keys() & english.keys() if gaps(dutch[key]) != gaps(english[key])}


def untouched(dutch: Mapping[str, str], english: Mapping[str, str]) -> set[str]:
    """The keys whose English is their Dutch, gaps and signs aside."""
    alike = {key for key in dutch.keys() & english.keys() if dutch[key] == english[key]}
    return {key for key in alike if WORD.search(re.sub(r"\{.*?\}", "", dutch[key]))}


def test_both_languages_ask_for_the_same_values_and_say_something_else() -> None:
    english = read_texts(ENGLISH).messages
    assert other_gaps(TEXTS, english) == set()
    assert untouched(TEXTS, english) == {key for key in ALIKE if WORD.search(TEXTS[key])}


def test_a_gap_that_was_lost_and_a_text_that_was_left_in_dutch_are_found() -> None:
    planted = {**read_texts(ENGLISH).messages, "start.ready": "Ready", "plan.title": TEXTS["plan.title"]}
    assert other_gaps(TEXTS, planted) == {"start.ready"}
    assert untouched(TEXTS, planted) - ALIKE == {"plan.title"}


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, DUTCH),
        ({"LANG": "en_GB.UTF-8"}, ENGLISH),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "nl_NL.UTF-8"}, DUTCH),
        ({"LANG": "nl_NL.UTF-8", "LC_MESSAGES": "en"}, ENGLISH),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": ""}, ENGLISH),
        ({"LANG": "de_DE.UTF-8"}, DUTCH),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_GB.UTF-8"}, DUTCH),
    ],
)
def test_the_command_line_speaks_the_language_of_its_surroundings(
    environ: dict[str, str], language: str
) -> None:
    assert language_of(environ) == language


def test_days_are_written_in_the_language_of_the_texts() -> None:
    day = date(2026, 10, 13)
    assert read_texts(DUTCH).weekday(day) == "dinsdag 13 oktober"
    assert read_texts(ENGLISH).weekday(day) == "Tuesday 13 October"
    assert read_texts(ENGLISH).full_day(day) == "13 October 2026"


@pytest.mark.parametrize("milliseconds", [2**53 - 1, 253_402_300_799_999])
def test_a_moment_beyond_the_calendar_is_its_last_day(milliseconds: int) -> None:
    dutch = replace(read_texts(DUTCH), zone=ZoneInfo("Europe/Amsterdam"))
    assert dutch.when(milliseconds, 0).startswith("31 december")
    assert dutch.today(milliseconds) == date.max
