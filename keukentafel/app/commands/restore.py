"""``restore``: the vault of a backup becomes that of this device, old or new; or one that was put aside here.

The code is tried before anything is written and before a new PIN is asked. On a device that has no vaults
yet, everything is made in a folder beside the place where it belongs and named last; a restore that is broken
off leaves the device as it was, and the next one goes on with the device secret that was made.

Afterwards the vault is opened once with the new PIN: nobody puts their backup away before that has worked.
"""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from keukentafel.app.commands.asking import ask_code, ask_new_pin
from keukentafel.app.commands.command import command, flag
from keukentafel.app.commands.exit_code import ExitCode
from keukentafel.app.commands.progress import progress
from keukentafel.app.commands.refusal import CommandRefused
from keukentafel.app.commands.session import ACCOUNTS, VAULTS, Session, Surroundings
from keukentafel.app.house import Post
from keukentafel.journal.names import random_id
from keukentafel.vault.aside import put_aside_in
from keukentafel.vault.backup import keys_in, read_head
from keukentafel.vault.creation import FILE_NAME
from keukentafel.vault.device_secret import write_new
from keukentafel.vault.mistakes import NewerWorkHere, VaultMistake
from keukentafel.vault.recovery_code import RecoveryCode
from keukentafel.vault.secret_place import DEVICE_FILE, find_device_secret, make_device_secret
from keukentafel.vault.vault import LockedVault, OpenVault

_UNFINISHED = f"{VAULTS}.restored"


def command_in(around: Surroundings) -> click.Command:
    """Make the command."""
    texts = around.texts
    backup = click.Argument(["backup"], metavar="BACKUP")
    put_aside = flag("--put-aside", texts("commands.restore.put_aside"))
    return command(around, "restore", texts("commands.restore.about"), restore, backup, put_aside)


def restore(session: Session, *, backup: str, put_aside: bool) -> ExitCode:
    """Make the vault of a backup that of this device."""
    source = Path(backup)
    with session.occupied() as home:
        found = _found_in(source)
        made = datetime.fromtimestamp(found.made / 1000, UTC).astimezone().isoformat(" ", "minutes")
        key = "commands.restore.found_aside" if found.aside else "commands.restore.found"
        session.remark(key, made=made, kilobytes=-(-found.size // 1000))
        place = _place_in(session, home)
        if (place.folder / FILE_NAME).exists():
            if not put_aside:
                raise NewerWorkHere
            _warn_of_loss(session, place)
        code = ask_code(session.asking, session.texts)
        found.fits(code)
        again = _restore(session, _Coming(source, code, put_aside), place)
    session.say("commands.restore.forgotten", again=again)
    session.say("commands.restore.done")
    return ExitCode.FINE


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a restored vault goes; ``home`` is given when the device has no vaults yet."""

    folder: Path
    home: Path | None


@dataclass(frozen=True, slots=True)
class _Coming:
    """What is restored."""

    backup: Path
    code: RecoveryCode
    put_aside: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file says without a code; ``made`` in milliseconds since 1970, ``size`` in bytes."""

    aside: bool
    made: int
    size: int
    fits: Callable[[RecoveryCode], object]


def _found_in(source: Path) -> _Found:
    for aside in put_aside_in(source.parent):
        if aside.path.name == source.name:
            return _Found(True, aside.since, aside.size, aside.fits)
    try:
        with source.open("rb") as file:
            head = read_head(file)[0]
    except OSError as reason:
        raise CommandRefused("commands.restore.no_file", ExitCode.CANNOT_START, backup=source) from reason
    return _Found(False, head.made, head.size, lambda code: keys_in(head, code))


def _warn_of_loss(session: Session, place: _Place) -> None:
    """Say it when nothing opens the vault that is here any more, once it is put aside."""
    # Of one that is damaged nobody can tell; it opens as little as before.
    with contextlib.suppress(VaultMistake):
        locked = LockedVault(place.folder, find_device_secret(place.folder), minimum=session.minimum)
        if not locked.ways:
            session.remark("commands.restore.would_be_lost")


def _place_in(session: Session, home: Path) -> _Place:
    if (home / VAULTS).exists():
        return _Place(session.account(home).folder, None)
    begun = [one.parent for one in (home / _UNFINISHED).glob(f"*/{DEVICE_FILE}*")]
    folder = begun[0] if begun else home / _UNFINISHED / random_id()
    # A vault that never got its place was never worked in.
    for leftover in folder.glob(f"{FILE_NAME}*"):
        leftover.unlink()
    return _Place(folder, home)


def _restore(session: Session, coming: _Coming, place: _Place) -> int:
    new_pin = ask_new_pin(session.asking, session.texts)
    here = (place.folder / FILE_NAME).exists()
    secret = find_device_secret(place.folder) if here else make_device_secret(place.folder)
    locked = LockedVault(place.folder, secret, minimum=session.minimum)
    with progress(session.texts("commands.restore.label")) as told:
        again = locked.restore(coming.backup, coming.code, new_pin, put_aside=coming.put_aside, progress=told)
    vault = locked.unlock(new_pin)
    try:
        session.say("commands.restore.households", households=vault.count())
        post = _post_of(vault)
    finally:
        vault.lock()
    if place.home is not None:
        _name_finally(place.home, place.folder, post, locked.is_demo)
    return again


def _post_of(vault: OpenVault) -> Post:
    from keukentafel.app.state.membership import NotEnrolled, read_membership

    try:
        return Post(read_membership(vault).card.role.value)
    except (NotEnrolled, ValueError):
        return Post.WORKER


def _name_finally(home: Path, folder: Path, post: Post, demo: bool) -> None:
    account = {"id": f"{post}-1", "post": post.value, "vault": folder.name}
    listed = json.dumps({"demo": demo, "accounts": [account]})
    write_new(folder.parent / ACCOUNTS, listed.encode("ascii"))
    folder.parent.rename(home / VAULTS)
