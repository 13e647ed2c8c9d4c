"""How far a command is: a bar on standard error, so that what was found can be piped elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import click

Told = Callable[[int, int], None]
"""Is told how much of how much was done."""


@contextmanager
def progress(label: str) -> Iterator[Told]:
    """Show a bar from the first time something is told; without a terminal only its label."""
    with ExitStack() as stack:
        before, advance = 0, None

        def told(done: int, total: int) -> None:
            nonlocal before, advance
            if advance is None:
                bar = click.progressbar(length=total, label=label, file=sys.stderr)
                advance = stack.enter_context(bar).update
            advance(done - before)
            before = done

        yield told
