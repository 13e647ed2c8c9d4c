from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.relay.running import Relay, relay_in_thread
from tests.sync.waterkerke import Organisation


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    """A running relay for the tests of one module; each test uses devices of its own."""
    folder: Path = tmp_path_factory.mktemp("relay")
    with relay_in_thread(folder, Organisation()) as running:
        yield running
