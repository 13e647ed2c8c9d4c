"""The data folder: what is fit, what is refused, and that one app works in it."""

from pathlib import Path, PurePath

import pytest

from keukentafel.app.home import occupy, open_home
from keukentafel.app.start_refusal import HomeInUse, UnfitHome
from keukentafel.app.whereabouts import darwin_mounts, is_network_kind, kind_of, linux_mounts

LINUX = """\
/dev/vda1 / ext4 rw,relatime 0 0
server:/export /home/samira/net\\040werk nfs4 rw 0 0
tmpfs /home/samira/net\\040werk/snel tmpfs rw 0 0
samira@host: /home/samira/ssh fuse.sshfs rw 0 0
C:\\134 /mnt/c 9p rw 0 0
"""
DARWIN = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)
//samira@server/team on /Volumes/team map (smbfs, nodev, nosuid)
"""


def refused(environ: dict[str, str]) -> str:
    with pytest.raises(UnfitHome) as refusal:
        open_home(environ)
    return refusal.value.key


def test_the_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    home = open_home({"KEUKENTAFEL_HOME": str(tmp_path / "new" / "home")})
    assert home.stat().st_mode & 0o777 == 0o700
    assert list(home.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert refused({"KEUKENTAFEL_HOME": str(tmp_path / "file" / "home")}) == "start.home.unwritable"


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive",
        "OneDrive - Gemeente Waterkerke",
        "Dropbox",
        "Google Drive",
        "Mobile Documents",
        "Nextcloud",
    ],
)
def test_a_folder_of_a_cloud_service_is_refused(tmp_path: Path, name: str) -> None:
    assert refused({"KEUKENTAFEL_HOME": str(tmp_path / name / "home")}) == "start.home.synced"
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("marker", [".dropbox.cache", ".nextcloudsync.log", ".sync_a1b2.db", ".stfolder"])
def test_a_folder_below_a_sync_marker_is_refused(tmp_path: Path, marker: str) -> None:
    (tmp_path / marker).write_text("")
    assert refused({"KEUKENTAFEL_HOME": str(tmp_path / "home")}) == "start.home.synced"


def test_the_folder_that_windows_calls_onedrive_is_refused(tmp_path: Path) -> None:
    environ = {"KEUKENTAFEL_HOME": str(tmp_path / "cloud" / "home"), "OneDrive": str(tmp_path / "cloud")}
    assert refused(environ) == "start.home.synced"
    assert open_home({**environ, "OneDrive": str(tmp_path / "elsewhere")})


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/home/samira/keukentafel", False),
        ("/home/samira/net werk/keukentafel", True),
        ("/home/samira/net werk/snel/keukentafel", False),
        ("/home/samira/net werkelijk", False),
        ("/home/samira/ssh", True),
        ("/mnt/c/Users", True),
    ],
)
def test_a_network_file_system_is_recognised_by_the_mount_that_holds_the_folder(
    folder: str, network: bool
) -> None:
    assert is_network_kind(kind_of(PurePath(folder), linux_mounts(LINUX))) is network


def test_a_share_on_macos_is_recognised() -> None:
    assert is_network_kind(kind_of(PurePath("/Volumes/team map/kt"), darwin_mounts(DARWIN)))
    assert not is_network_kind(kind_of(PurePath("/Users/samira/kt"), darwin_mounts(DARWIN)))


def test_two_apps_do_not_work_in_one_folder(tmp_path: Path) -> None:
    with occupy(tmp_path, "http://127.0.0.1:1/"):
        with pytest.raises(HomeInUse) as refusal, occupy(tmp_path, "http://127.0.0.1:2/"):
            pass
        assert refusal.value.key == "start.home.in_use"
    with occupy(tmp_path, "http://127.0.0.1:2/"):
        pass
