"""What a desktop is told of the program and its books: .deb, setup.exe, icons, licences."""

import configparser
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import deb
import icons
import licences
import stamp
from db.connection.opening import APPLICATION_ID
from desktop.version import VERSION

PACKAGING = Path(deb.__file__).parent


@pytest.fixture
def built(tmp_path):
    """A folder such as PyInstaller makes, nearly empty."""
    folder = tmp_path / "built"
    (folder / "_internal" / "resources").mkdir(parents=True)
    (folder / "_internal" / "resources" / "NOTICES.txt").write_text("许可", "utf-8")
    (folder / "planbook").write_text("#!/bin/sh\n", "utf-8")
    (folder / "planbook").chmod(0o755)
    drawn = tmp_path / "icons"
    drawn.mkdir()
    (drawn / "48.png").write_bytes(b"png")
    return folder, drawn


def test_the_version_is_written_once_and_stamped_everywhere(tmp_path):
    assert stamp.version() == VERSION
    stamp.write_project(tmp_path / "pyproject.toml")
    assert f'version = "{VERSION}"' in (tmp_path / "pyproject.toml").read_text("utf-8")
    stamp.write_windows_version(tmp_path / "version.txt")
    told = (tmp_path / "version.txt").read_text("utf-8")
    assert f"'ProductVersion', '{VERSION}'" in told
    assert str(stamp.numbers()) in told


def test_the_package_lays_everything_where_a_desktop_looks(built, tmp_path):
    root = tmp_path / "root"
    deb.stage(*built, root)
    deb.describe(root)
    share = root / "usr" / "share"
    assert (root / "usr" / "bin" / "planbook").readlink() == Path("/opt/planbook/planbook")
    assert (share / "icons/hicolor/48x48/apps/planbook.png").is_file()
    assert (share / "icons/hicolor/scalable/mimetypes/application-x-planbook.svg").is_file()
    assert (share / "doc/planbook/copyright").read_text("utf-8") == "许可"
    control = (root / "DEBIAN" / "control").read_text("utf-8")
    assert f"Version: {VERSION}\n" in control
    assert "libc6 (>= 2.28)" in control
    sums = (root / "DEBIAN" / "md5sums").read_text("utf-8")
    assert "opt/planbook/planbook" in sums
    for script in ("postinst", "prerm", "postrm"):
        words = ["sh", "-n", str(root / "DEBIAN" / script)]
        assert subprocess.run(words, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="only where Debian's tools are")
def test_old_systems_can_unpack_it(built, tmp_path):
    deb.main(*built, tmp_path)
    package = tmp_path / f"planbook_{VERSION}_amd64.deb"
    assert "data.tar.xz" in _members(package)
    told = subprocess.run(
        ["dpkg-deb", "--field", package, "Package"], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "planbook"


def _members(package):
    """Return the names in an ar archive: 60 bytes of head before each member, at even places."""
    data, names, place = package.read_bytes(), [], len(b"!<arch>\n")
    while place < len(data):
        head = data[place : place + 60]
        names.append(head[:16].decode().strip())
        size = int(head[48:58])
        place += 60 + size + size % 2
    return names


def test_a_book_is_told_by_its_name_and_by_its_mark():
    tree = ElementTree.parse(PACKAGING / "linux" / "planbook.xml")
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = tree.find("m:mime-type", space)
    assert kind.get("type") == "application/x-planbook"
    assert kind.find("m:sub-class-of", space).get("type") == "application/vnd.sqlite3"
    assert kind.find("m:glob", space).get("pattern") == "*.planbook"
    mark = kind.find("m:magic/m:match/m:match", space)
    assert (mark.get("offset"), mark.get("value").encode()) == (
        "68",
        struct.pack(">I", APPLICATION_ID),
    )


def test_the_entry_of_the_desktop_opens_books():
    entry = configparser.RawConfigParser()
    entry.optionxform = str
    entry.read(PACKAGING / "linux" / "planbook.desktop", "utf-8")
    told = dict(entry["Desktop Entry"])
    assert told["Exec"] == "/opt/planbook/planbook %f"
    assert told["MimeType"] == "application/x-planbook;"
    assert told["Name[zh_CN]"] == "规划台账"
    assert "Comment" in told, "some desktops show nothing without the plain one"


def test_setup_asks_for_no_administrator_and_leaves_books_alone():
    script = (PACKAGING / "windows" / "planbook.nsi").read_text("utf-8")
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    uninstall = script.split('Section "Uninstall"')[1]
    assert 'RMDir "$INSTDIR"' in uninstall, "only when it is empty"
    assert 'RMDir /r "$INSTDIR"' not in uninstall
    assert "LOCALAPPDATA" not in uninstall


def test_icons_of_all_sizes_are_drawn(tmp_path):
    words = [sys.executable, icons.__file__, str(tmp_path)]
    subprocess.run(words, check=True)
    sizes = {int(path.stem) for path in tmp_path.glob("*.png")}
    assert sizes == set(icons.SIZES)
    content = (tmp_path / "planbook.ico").read_bytes()
    assert struct.unpack_from("<HHH", content) == (0, 1, len(icons.SIZES))
    length, at = struct.unpack_from("<II", content, 6 + 8)
    assert content[at : at + 4] == b"\x89PNG"
    assert len(content) >= at + length


def test_every_part_is_named_with_its_licence(tmp_path):
    target = tmp_path / "NOTICES.txt"
    licences.write(target, ["PySide6.QtCore", "rapidfuzz.fuzz", "python_calamine"], [])
    told = target.read_text("utf-8")
    for words in ("LGPL-3.0", "GNU LESSER GENERAL PUBLIC LICENSE", "RapidFuzz", "MIT", "PSF"):
        assert words in told
    assert "Compiled in:" in told, "the parts of a library in Rust are named too"
    assert "hypothesis" not in told
