"""Where a folder really lives: on this machine, on the network, or in a folder that a cloud service copies.

SQLite's write-ahead log needs shared memory and honest locks, which network file systems do not give, and a
service that copies a database while it is written copies it in pieces (https://sqlite.org/wal.html,
https://sqlite.org/howtocorrupt.html). So the data folder must be on a disk of this machine alone.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath

NETWORK_KINDS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "9p", "afs", "ncpfs"}
    | {"ceph", "glusterfs", "lustre", "gpfs", "beegfs", "vboxsf", "prl_fs", "sshfs"}
)
"""File systems that live on another machine, or on the host of a virtual one."""

LOCAL_FUSE = frozenset({"fuse.fuse-overlayfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.ntfs-3g"})
"""File systems in user space that keep their bytes on a disk of this machine."""

_SYNCED_NAME = re.compile(
    r"onedrive( - .*)?|dropbox( \(.*\))?|google ?drive.*|my drive|mijn drive|mobile documents|cloudstorage"
    r"|icloud ?drive|nextcloud.*|owncloud.*|box sync|pcloud ?drive|mega ?sync|surfdrive|syncthing",
    re.IGNORECASE,
)
_SYNC_MARKERS = (
    ".dropbox",
    ".dropbox.cache",
    ".nextcloudsync.log",
    ".owncloudsync.log",
    ".stfolder",
    ".sync_*.db",
    "._sync_*.db",
)
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DARWIN_MOUNT = re.compile(r"^.* on (?P<point>/.*) \((?P<kind>\w+)[,)]", re.MULTILINE)
_DRIVE_REMOTE = 4


def is_network_kind(kind: str) -> bool:
    """Tell whether a file system of this kind keeps its bytes elsewhere."""
    return kind in NETWORK_KINDS or (kind.startswith("fuse.") and kind not in LOCAL_FUSE)


def on_network(folder: Path) -> bool:
    """Tell whether a folder lies on a network file system, as far as this platform can say."""
    if sys.platform == "win32":
        return _on_remote_drive(folder)
    return is_network_kind(kind_of(folder, _mounts()))


def kind_of(folder: PurePath, mounts: Iterable[tuple[PurePath, str]]) -> str:
    """Return the kind of the file system that holds a folder; of two mounts on one point the last counts."""
    holding = [(len(point.parts), kind) for point, kind in mounts if folder.is_relative_to(point)]
    deepest = max((depth for depth, _ in holding), default=0)
    return next((kind for depth, kind in reversed(holding) if depth == deepest), "")


def linux_mounts(listing: str) -> Iterator[tuple[PurePath, str]]:
    """Read the lines of ``/proc/self/mounts`` (proc(5)): device, point, kind; spaces as octal escapes."""
    for line in listing.splitlines():
        _, point, kind, *_ = line.split(" ")
        yield PurePath(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point)), kind


def darwin_mounts(listing: str) -> Iterator[tuple[PurePath, str]]:
    """Read what macOS's ``mount`` prints: ``device on /point (kind, options)``."""
    for found in _DARWIN_MOUNT.finditer(listing):
        yield PurePath(found["point"]), found["kind"]


def is_synced(folder: Path, environ: Mapping[str, str]) -> bool:
    """Tell whether a cloud service copies this folder: by its name, a marker above it, or Windows' word."""
    here = (folder, *folder.parents)
    if any(_SYNCED_NAME.fullmatch(part) for part in folder.parts):
        return True
    if any(Path(environ[name]) in here for name in _SYNC_VARIABLES if environ.get(name)):
        return True
    return any(_has_marker(place) for place in here[:-1])


def _has_marker(place: Path) -> bool:
    # A home folder holds Dropbox's settings without being copied itself.
    if place == Path.home():
        return False
    try:
        return any(next(place.glob(marker), None) is not None for marker in _SYNC_MARKERS)
    except OSError:
        return False


def _mounts() -> Iterator[tuple[PurePath, str]]:
    if sys.platform == "darwin":
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return darwin_mounts(listed.stdout)
    try:
        listing = Path("/proc/self/mounts").read_bytes()
    except OSError:
        return iter(())
    return linux_mounts(os.fsdecode(listing))


def _on_remote_drive(folder: Path) -> bool:
    import ctypes

    if folder.anchor.startswith("\\\\"):
        return True
    libraries = getattr(ctypes, "windll")  # noqa: B009 -- known to ctypes on Windows only
    return int(libraries.kernel32.GetDriveTypeW(folder.anchor)) == _DRIVE_REMOTE
