"""The order of the tests: the longest first, so that no side works on when the others are done."""

import pytest

LONGEST = ("tests/test_house.py", "tests/test_bench.py", "tests/browser/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lay the longest in front; otherwise the order stays."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    return next((at for at, where in enumerate(LONGEST) if item.nodeid.startswith(where)), len(LONGEST))
