"""``python -m bench NAME [--json] [--runs N] [--brief]``: measure, and print a table, or one JSON object.

``replicas`` takes ``--steps N`` and ``--seeds N`` as well: how long a history is, and how many there are.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Callable, Sequence

from bench.measure import FEWEST_RUNS, RUNS, Figures

MODULES = {
    "administration": "bench.administration",
    "app": "bench.app",
    "faults": "bench.faults",
    "paper": "bench.paper",
    "replicas": "bench.replicas",
    "search": "bench.search",
    "vault": "bench.vault",
}
"""Where each benchmark is; imported only when it is asked for, because each needs other packages."""

LENGTHS = {"replicas": ("steps", "seeds")}
"""What else may be said of how long a benchmark is."""

Measure = Callable[..., Figures]
"""Measures in so many runs; briefly is without what takes long and changes little."""


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for and print it."""
    given = _read(arguments)
    measure: Measure = importlib.import_module(MODULES[given.name]).measure
    figures = measure(given.runs, given.brief, **_lengths(given))
    print(json.dumps(figures.document()) if given.json else figures.table())
    return 0


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__, allow_abbrev=False)
    parser.add_argument("name", choices=sorted(MODULES), help="what to measure")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--runs", type=_runs, default=RUNS, help="how many runs, with the first that is dropped"
    )
    parser.add_argument("--brief", action="store_true", help="leave out what takes long and changes little")
    parser.add_argument("--steps", type=_many, help="replicas: how many steps a history has")
    parser.add_argument("--seeds", type=_many, help="replicas: how many histories there are")
    given = parser.parse_args(arguments)
    if set(_lengths(given)) - set(LENGTHS.get(given.name, ())):
        parser.error("--steps and --seeds belong to replicas")
    return given


def _lengths(given: argparse.Namespace) -> dict[str, int]:
    return {name: value for name in ("steps", "seeds") if (value := getattr(given, name)) is not None}


def _many(written: str) -> int:
    if not written.isdecimal() or int(written) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return int(written)


def _runs(written: str) -> int:
    if not written.isdecimal() or int(written) < FEWEST_RUNS:
        raise argparse.ArgumentTypeError(f"at least {FEWEST_RUNS}: the first run is dropped")
    return int(written)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
