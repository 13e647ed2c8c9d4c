"""The device secret: one list of sentences for every place where it can lie, and then what is true of one."""

import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from keukentafel.vault import counter, keystore
from keukentafel.vault.counter import CounterFile
from keukentafel.vault.creation import create_vault
from keukentafel.vault.device_secret import OwnerOnlyFile
from keukentafel.vault.keystore import Keystore, KeystoreKind, find_backend
from keukentafel.vault.mistakes import (
    NoDeviceSecret,
    OlderVault,
    PassphraseNeeded,
    VaultExists,
    VaultUnwritable,
    WrongPin,
)
from keukentafel.vault.platform_secret import PlatformSecret
from keukentafel.vault.secret_place import (
    KEYSTORE_FILE,
    BackendFinder,
    find_device_secret,
    make_device_secret,
)
from keukentafel.vault.vault import LockedVault
from tests.vault.keystores import (
    Died,
    KeyringBackend,
    Manner,
    MemoryKeyring,
    SecretService,
    find_secret_service,
)
from tests.vault.material import CHEAP, PIN

Device = OwnerOnlyFile | PlatformSecret
AfterRestart = Callable[[], Device]
NEW, NEWER = bytes(range(32)), bytes(range(1, 33))
NAME = "0123456789abcdef" * 2


def only(backend: KeyringBackend | None) -> BackendFinder:
    """As on a device that has this keystore, under the name of the Secret Service, and no other."""
    return lambda kind: backend if kind is KeystoreKind.SECRET_SERVICE else None


@pytest.fixture
def secret_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    if missing := SecretService.missing():
        pytest.skip(f"a real Secret Service is asked for, and is {missing}")
    with SecretService(tmp_path / "session").running() as service:
        for name, value in service.environ.items():
            monkeypatch.setenv(name, value)
        yield service


@pytest.fixture(params=["file", *Manner, "a real Secret Service"])
def after_restart(request: pytest.FixtureRequest, tmp_path: Path) -> AfterRestart:
    """Give the same device secret each time, as a program does that has just started."""
    if request.param == "file":
        return lambda: OwnerOnlyFile(tmp_path / "vault" / "device")
    backend: KeyringBackend | None = None
    if request.param in list(Manner):
        backend = MemoryKeyring(Manner(request.param))
    else:
        request.getfixturevalue("secret_service")
        backend = find_secret_service(KeystoreKind.SECRET_SERVICE)
    assert backend is not None
    (tmp_path / "vault").mkdir()
    return lambda: in_keystore(backend, tmp_path / "vault")


def in_keystore(backend: KeyringBackend, folder: Path) -> PlatformSecret:
    return PlatformSecret(lambda: Keystore(backend, NAME), CounterFile(folder / "device.counter"))


def test_a_secret_is_made_once_and_is_there_after_a_restart(after_restart: AfterRestart) -> None:
    with pytest.raises(NoDeviceSecret):
        after_restart().read()
    after_restart().create()
    secret = after_restart().read()
    after_restart().create()
    assert after_restart().read() == secret
    assert len(secret) == 32
    assert after_restart().staged() is None


def test_a_staged_secret_waits_beside_the_present_one_until_it_takes_its_place(
    after_restart: AfterRestart,
) -> None:
    after_restart().create()
    first = after_restart().read()
    after_restart().promote()
    assert after_restart().read() == first
    after_restart().stage(NEWER)
    after_restart().stage(NEW)
    assert (after_restart().read(), after_restart().staged()) == (first, NEW)
    after_restart().promote()
    assert (after_restart().read(), after_restart().staged()) == (NEW, None)


def test_a_staged_secret_can_be_taken_back(after_restart: AfterRestart) -> None:
    after_restart().create()
    first = after_restart().read()
    after_restart().stage(NEW)
    after_restart().unstage()
    after_restart().unstage()
    assert (after_restart().read(), after_restart().staged()) == (first, None)


def test_the_counter_is_kept_and_never_lowered(after_restart: AfterRestart) -> None:
    device = after_restart()
    device.create()
    assert device.counter() == 0
    for number in (6, 7, 3):
        device.set_counter(number)
    device.settle()
    assert after_restart().counter() == 7
    later = after_restart()
    later.set_counter(5)
    later.settle()
    assert after_restart().counter() == 7


def test_a_vault_opens_with_the_secret_of_its_own_device(after_restart: AfterRestart, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    device = after_restart()
    device.create()
    if device.copyable:
        with pytest.raises(PassphraseNeeded):
            create_vault(folder, PIN, device, demo=False, parameters=CHEAP)
    pin = "paard rijdt naar zee" if device.copyable else PIN
    create_vault(folder, pin, device, demo=False, parameters=CHEAP)
    LockedVault(folder, after_restart(), minimum=CHEAP).unlock(pin).lock()
    after_restart().stage(NEW)
    after_restart().promote()
    with pytest.raises(WrongPin):
        LockedVault(folder, after_restart(), minimum=CHEAP).unlock(pin)


@pytest.mark.parametrize("manner", list(Manner))
def test_a_death_between_any_two_changes_leaves_a_secret_that_opens(manner: Manner, tmp_path: Path) -> None:
    """Replacing the secret, and clearing up at the next start, may each be cut off anywhere."""
    deaths = 0
    for first in range(20):
        for second in range(8):
            backend = MemoryKeyring(manner)
            in_keystore(backend, tmp_path).create()
            wrapped_for = in_keystore(backend, tmp_path).read()
            backend.changes_left = first
            try:
                in_keystore(backend, tmp_path).stage(NEW)
                wrapped_for = NEW
                in_keystore(backend, tmp_path).promote()
            except Died:
                deaths += 1
            backend.changes_left = None
            found = in_keystore(backend, tmp_path).read()
            in_keystore(backend, tmp_path).create()
            assert in_keystore(backend, tmp_path).read() == found
            backend.changes_left = second
            try:
                clear_up(in_keystore(backend, tmp_path), wrapped_for)
            except Died:
                deaths += 1
            backend.changes_left = None
            clear_up(in_keystore(backend, tmp_path), wrapped_for)
            assert in_keystore(backend, tmp_path).read() == wrapped_for
            assert in_keystore(backend, tmp_path).staged() is None
            assert len(backend.entries) == 1
            assert not backend.older
    assert deaths > 30


def clear_up(device: PlatformSecret, wrapped_for: bytes) -> None:
    """What opening the vault does: find the secret that opens, and make it the only one."""
    staged = device.staged()
    if device.read() == wrapped_for:
        device.unstage()
    else:
        assert staged == wrapped_for
        device.promote()


@pytest.mark.parametrize("manner", list(Manner))
def test_of_a_replaced_secret_nothing_is_left_in_the_keystore(manner: Manner, tmp_path: Path) -> None:
    backend = MemoryKeyring(manner)
    device = in_keystore(backend, tmp_path)
    device.create()
    first = device.read()
    assert backend.holds(first.hex())
    device.stage(NEWER)
    device.stage(NEW)
    device.promote()
    assert backend.holds(NEW.hex())
    assert not backend.holds(first.hex())
    assert not backend.holds(NEWER.hex())


def test_a_keystore_that_does_not_give_back_what_it_got_keeps_no_secret(tmp_path: Path) -> None:
    class Forgetful(MemoryKeyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            super().set_password(service, username, password[:8])

    backend = Forgetful()
    with pytest.raises(VaultUnwritable):
        in_keystore(backend, tmp_path).create()
    assert not backend.entries


def test_the_keystore_is_told_at_the_first_save_and_once_in_ten_seconds(tmp_path: Path) -> None:
    backend, now = MemoryKeyring(), [0.0]
    device = PlatformSecret(lambda: Keystore(backend, NAME), CounterFile(tmp_path / "c"), lambda: now[0])
    for seconds, number, told in ((0.0, 1, "1"), (9.9, 2, "1"), (10.0, 3, "3"), (19.0, 4, "3")):
        now[0] = seconds
        device.set_counter(number)
        for thread in threading.enumerate():
            if thread.name == "counter":
                thread.join()
        assert list(backend.entries.values()) == [told]


def test_a_session_that_lags_does_not_lower_what_the_keystore_knows(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    for number in (7, 5):
        device = in_keystore(backend, tmp_path)
        device.set_counter(number)
        device.settle()
        (tmp_path / "device.counter").unlink()
    assert in_keystore(backend, tmp_path).counter() == 7


def test_a_save_never_waits_for_the_keystore(tmp_path: Path) -> None:
    backend, answer = MemoryKeyring(), threading.Event()
    backend.before_writing = answer.wait
    device = in_keystore(backend, tmp_path)
    for number in range(1, 500):
        device.set_counter(number)
    assert not backend.entries
    answer.set()
    device.settle()
    assert list(backend.entries.values()) == ["499"]
    assert backend.writes <= 2


def test_locking_does_not_wait_for_a_keystore_that_asks_its_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter, "PATIENCE", 0.01)
    backend, answer = MemoryKeyring(), threading.Event()
    backend.before_writing = answer.wait
    device = in_keystore(backend, tmp_path)
    device.set_counter(7)
    device.settle()
    assert not backend.entries
    answer.set()


def test_a_whole_folder_put_back_is_known_by_the_counter_in_the_keystore_alone(tmp_path: Path) -> None:
    assert (
        folder_put_back(tmp_path / "a", make_device_secret(tmp_path / "a", only(MemoryKeyring())))
        is OlderVault
    )
    # The control: a file that can be put back along with the vault notices nothing.
    assert folder_put_back(tmp_path / "b", make_device_secret(tmp_path / "b", only(None))) is None


def folder_put_back(folder: Path, device: Device) -> type[Exception] | None:
    create_vault(folder, PIN, device, demo=True, parameters=CHEAP)
    locked = LockedVault(folder, device, minimum=CHEAP)
    copy = folder.with_name(f"{folder.name}-copy")
    shutil.copytree(folder, copy)
    vault = locked.unlock(PIN)
    vault.new_household()
    vault.lock()
    device.settle()
    shutil.rmtree(folder)
    copy.rename(folder)
    try:
        locked.unlock(PIN).lock()
    except OlderVault:
        return OlderVault
    return None


def test_what_stands_in_a_keystore_and_beside_a_vault_names_nobody(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    device = make_device_secret(tmp_path, only(backend))
    device.stage(NEW)
    device.set_counter(7)
    device.settle()
    names = sorted(backend.entries)
    assert [re.sub("[0-9a-f]{32}", "*", name) for name in names] == [
        "keukentafel.*.counter",
        "keukentafel.*.secret",
        "keukentafel.*.staged",
    ]
    beside = json.loads((tmp_path / KEYSTORE_FILE).read_text())
    assert beside == {"keystore": "secret-service", "name": names[0].split(".")[1]}


def test_a_real_secret_service_is_chosen_and_found_and_gives_no_new_secret_while_it_is_locked(
    secret_service: SecretService, tmp_path: Path
) -> None:
    secret = make_device_secret(tmp_path, find_secret_service).read()
    assert find_device_secret(tmp_path, find_secret_service).read() == secret
    secret_service.lock()
    with pytest.raises(NoDeviceSecret):
        find_device_secret(tmp_path, find_secret_service).read()
    with pytest.raises(NoDeviceSecret):
        make_device_secret(tmp_path, find_secret_service)
    secret_service.unlock()
    assert make_device_secret(tmp_path, find_secret_service).read() == secret


def test_what_was_chosen_for_a_vault_stays_whatever_comes_or_goes(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    with_keystore, with_file = tmp_path / "keystore", tmp_path / "file"
    secret = make_device_secret(with_keystore, only(backend)).read()
    assert not find_device_secret(with_keystore, only(backend)).copyable
    for away in (only(None), find_backend_that_is_locked()):
        with pytest.raises(NoDeviceSecret):
            find_device_secret(with_keystore, away).read()
        with pytest.raises(NoDeviceSecret):
            make_device_secret(with_keystore, away)
    assert make_device_secret(with_keystore, only(backend)).read() == secret
    own = make_device_secret(with_file, only(None))
    assert own.copyable
    assert make_device_secret(with_file, only(backend)).read() == own.read()
    assert find_device_secret(with_file, only(backend)).copyable


def find_backend_that_is_locked() -> BackendFinder:
    backend = MemoryKeyring()
    backend.locked = True
    return only(backend)


def test_a_choice_that_was_cut_short_is_gone_on_with(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    backend.changes_left = 2  # enough for the probe
    with pytest.raises(Died):
        make_device_secret(tmp_path, only(backend))
    chosen = (tmp_path / KEYSTORE_FILE).read_bytes()
    with pytest.raises(NoDeviceSecret):
        find_device_secret(tmp_path, only(backend)).read()
    backend.changes_left = None
    make_device_secret(tmp_path, only(backend)).read()
    assert (tmp_path / KEYSTORE_FILE).read_bytes() == chosen
    assert len(backend.entries) == 1


def test_a_vault_that_is_there_gets_no_new_secret(tmp_path: Path) -> None:
    device = make_device_secret(tmp_path, only(MemoryKeyring()))
    create_vault(tmp_path, PIN, device, demo=False, parameters=CHEAP)
    with pytest.raises(VaultExists):
        make_device_secret(tmp_path, only(MemoryKeyring()))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"keystore": "plaintext", "name": "x"}'])
def test_a_damaged_choice_is_no_secret(text: str, tmp_path: Path) -> None:
    (tmp_path / KEYSTORE_FILE).write_text(text)
    with pytest.raises(NoDeviceSecret):
        find_device_secret(tmp_path, only(MemoryKeyring())).read()


@pytest.mark.parametrize("useless", ["null", "fail"])
def test_a_keystore_that_keeps_nothing_is_passed_over(useless: str, tmp_path: Path) -> None:
    backend = import_module(f"keyring.backends.{useless}").Keyring()
    assert make_device_secret(tmp_path, only(backend)).copyable
    assert not (tmp_path / KEYSTORE_FILE).exists()


def test_no_variable_and_no_package_can_bring_in_another_keystore(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert type(import_module("keyring.core").load_env()).__module__ == "keyring.backends.null"
    for kind in KeystoreKind:
        backend = find_backend(kind)
        known = [(module, name) for listed, module, name in keystore._REAL if listed is kind]
        assert backend is None or (type(backend).__module__, type(backend).__name__) in known


def test_every_keystore_on_the_list_is_one_that_the_library_has() -> None:
    for _, module, name in keystore._REAL:
        assert issubclass(getattr(import_module(module), name), KeyringBackend)


def test_without_the_library_there_is_no_keystore_and_the_file_serves(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['keyring'] = None\n"
        "from pathlib import Path\n"
        "from keukentafel.vault.secret_place import make_device_secret\n"
        "print(make_device_secret(Path(sys.argv[1])).copyable)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True"
