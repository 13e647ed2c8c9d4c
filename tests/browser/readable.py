"""Looking for words in files: in the encodings in which a program could have written them down."""

from collections.abc import Iterable, Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
SHORTEST = 6
"""Shorter words turn up by chance in what is sealed."""


def readable_in_folder(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """Return which words can be read in which files of a folder, as (word, file)."""
    sought = list(words)
    return [(word, path.name) for path in _files(folder) for word in readable_in(path.read_bytes(), sought)]


def readable_in(data: bytes, words: Iterable[str]) -> list[str]:
    """Return which of the words can be read in the data, whatever their capitals."""
    lowered = data.lower()
    return [word for word in words if any(spelt in lowered for spelt in _spelt(word))]


def _spelt(word: str) -> Iterator[bytes]:
    assert len(word) >= SHORTEST
    for encoding in ENCODINGS:
        yield word.lower().encode(encoding)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
