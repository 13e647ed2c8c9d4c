from pathlib import Path

import pytest

from tests.app.town import Town, copied, maker


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, made once; nobody opens it here."""
    home: Path = tmp_path_factory.mktemp("waterkerke")
    assert maker(home).make_once()
    return home


@pytest.fixture
def town(made: Path, tmp_path: Path) -> Town:
    """A copy of the demo for one test."""
    return Town(copied(made, tmp_path / "home"))
