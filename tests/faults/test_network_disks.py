"""A book on a share is known as such, so that the window can advise against it."""

from __future__ import annotations

import sqlite3

import pytest

from db.connection.opening import is_on_network
from tests.db.stories import a_book

MOUNTS = """
sysfs /sys sysfs rw,nosuid 0 0
/dev/sda2 / ext4 rw,relatime 0 0
//fileserver/share /mnt/share cifs rw,vers=3.0 0 0
10.0.0.8:/export /mnt/nfs nfs4 rw,hard 0 0
//fileserver/office /mnt/office\\040files smb3 rw 0 0
/dev/sdb1 /mnt/share/usb vfat rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdc1 /mnt/covered ext4 rw 0 0
//fileserver/later /mnt/covered cifs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("place", "remote"),
    [
        ("/mnt/share/台账.planbook", True),
        ("/mnt/nfs/a/b/台账.planbook", True),
        ("/mnt/office files/台账.planbook", True),
        ("/run/user/1000/gvfs/smb-share/台账.planbook", True),
        ("/mnt/covered/台账.planbook", True),
        ("/mnt/share/usb/台账.planbook", False),
        ("/mnt/shared/台账.planbook", False),
        ("/srv/台账.planbook", False),
    ],
)
def test_a_share_is_told_from_a_disk_of_this_machine(tmp_path, place, remote):
    from pathlib import Path  # noqa: PLC0415

    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS, "utf-8")
    assert is_on_network(Path(place), mounts=mounts) is remote


def test_a_system_without_a_list_of_disks_has_no_shares_that_we_know_of(tmp_path):
    assert not is_on_network(tmp_path / "台账.planbook", mounts=tmp_path / "没有")


def test_an_address_of_windows_is_a_share(tmp_path):
    from pathlib import Path  # noqa: PLC0415

    assert is_on_network(Path("\\\\fileserver\\share\\台账.planbook"), mounts=tmp_path / "没有")


def test_a_book_is_one_file_and_stays_so(tmp_path):
    """A write-ahead log cannot be used over a network."""
    with a_book(tmp_path) as book:
        connection = sqlite3.connect(book.path)
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
        connection.close()
