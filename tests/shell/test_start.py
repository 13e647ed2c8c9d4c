"""Starting and stopping, as a newcomer does it: a process of its own, and what it says."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from keukentafel.app.relay_child import RESTARTS, RelayChild
from keukentafel.app.run import may_open_browser, read_settings
from keukentafel.app.texts import read_texts
from tests.browser.running_house import RunningHouse, answers

SMALL_HOUSE = "tests.shell.small_house"
SECOND_START_SECONDS = 3.0


def small_house(home: Path, *options: str, port: int | None = None) -> RunningHouse:
    return RunningHouse(home, *options, module=SMALL_HOUSE, port=port, first=True)


def refusal(house: RunningHouse) -> str:
    house.launch()
    assert house.wait() == 2
    assert house.said.count("\n") == 1
    assert "Traceback" not in house.said
    return house.said


def until(port: int, answering: bool) -> None:
    deadline = time.monotonic() + 10
    while answers(port) is not answering:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_it_says_where_it_is_with_whom_to_try_it_and_a_second_start_is_quick(tmp_path: Path) -> None:
    with small_house(tmp_path, "--no-relay") as house:
        assert answers(house.port)
        until_said = time.monotonic() + 5
        while "Ctrl-C" not in house.said and time.monotonic() < until_said:
            time.sleep(0.01)
        assert f"Keukentafel is klaar: {house.address}\n" in house.said
        assert "Samira, gezinswerker: pincode 000000" in house.said
        assert house.stop() == 0
        start = time.monotonic()
        house.start()
        assert time.monotonic() - start < SECOND_START_SECONDS


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_ends_the_app_and_its_relay(tmp_path: Path, number: signal.Signals) -> None:
    with small_house(tmp_path) as house:
        until(house.relay_port, answering=True)
        assert house.stop(number) == 0
        assert not answers(house.port)
        assert not answers(house.relay_port)
        assert "Traceback" not in house.said


def test_a_killed_app_leaves_no_relay_behind_and_can_be_started_again(tmp_path: Path) -> None:
    with small_house(tmp_path) as house:
        until(house.relay_port, answering=True)
        house.kill()
        until(house.relay_port, answering=False)
        house.start()


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Poort {port} is al in gebruik" in refusal(small_house(tmp_path, "--no-relay", port=port))


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = refusal(small_house(tmp_path / "file" / "home", "--no-relay"))
    assert "kan niet geschreven worden" in said


def test_a_synced_folder_is_one_sentence(tmp_path: Path) -> None:
    assert "clouddienst" in refusal(small_house(tmp_path / "Dropbox", "--no-relay"))


def test_a_damaged_database_is_one_sentence_and_is_left_as_it_was(tmp_path: Path) -> None:
    damaged = b"not a database" * 100
    (tmp_path / "small.sqlite").write_bytes(damaged)
    assert "beschadigd" in refusal(small_house(tmp_path, "--no-relay"))
    assert (tmp_path / "small.sqlite").read_bytes() == damaged


def test_the_demo_is_made_once_and_a_damaged_vault_in_it_is_one_sentence(tmp_path: Path) -> None:
    with RunningHouse(tmp_path, "--no-relay", first=True) as house:
        made = (tmp_path / "vaults" / "accounts.json").read_bytes()
        house.stop()
        house.start()
        house.stop()
        assert (tmp_path / "vaults" / "accounts.json").read_bytes() == made
        vault = next(tmp_path.glob("vaults/*/vault.sqlite3"))
        vault.write_bytes(b"x" * vault.stat().st_size)
        assert "beschadigd" in refusal(house)


def test_a_second_run_on_the_same_data_says_where_the_first_one_is(tmp_path: Path) -> None:
    with small_house(tmp_path, "--no-relay") as house:
        said = refusal(small_house(tmp_path, "--no-relay"))
        assert said == f"Keukentafel draait al met deze gegevens: {house.address}\n"


def test_a_relay_that_keeps_stopping_is_started_again_a_few_times_and_then_left_alone(tmp_path: Path) -> None:
    said: list[str] = []
    starts = tmp_path / "starts"
    stops_at_once = [sys.executable, "-c", f"open({str(starts)!r}, 'a').write('.')"]
    with RelayChild(stops_at_once, said.append, pause_seconds=0.01):
        deadline = time.monotonic() + 10
        while "start.relay.given_up" not in said and time.monotonic() < deadline:
            time.sleep(0.01)
    assert said == ["start.relay.stopped"] * RESTARTS + ["start.relay.given_up"]
    assert starts.read_text() == "." * (RESTARTS + 1)


def test_the_heavy_packages_are_not_imported_before_they_are_needed() -> None:
    heavy = "{'flet', 'flet_web', 'uvicorn', 'fastapi', 'sqlalchemy', 'pydantic'}"
    script = f"import sys, keukentafel.app.run; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_the_environment_gives_the_ports_and_the_command_line_goes_first() -> None:
    environ = {"KEUKENTAFEL_PORT": "9000", "KEUKENTAFEL_RELAY_PORT": "9001"}
    settings = read_settings(["--port", "9100"], environ, read_texts())
    assert (settings.port, settings.relay_port) == (9100, 9001)


@pytest.mark.parametrize("written", ["0", "65536", "abc", "-1", "٣"])
def test_a_port_that_is_no_port_is_refused(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_settings([f"--port={written}"], {}, read_texts())
    assert ended.value.code == 2
    assert "Een poort is een getal" in capsys.readouterr().err


def test_a_browser_is_opened_only_where_there_is_a_screen() -> None:
    assert may_open_browser({"DISPLAY": ":0"}, "linux")
    assert may_open_browser({}, "darwin")
    assert not may_open_browser({}, "linux")
    assert not may_open_browser({"DISPLAY": ":0", "CI": "true"}, "linux")
