"""What goes into the built program, on both systems, and what stays out."""

import re

import pytest

import check_spec
import checks
import contents
import sources
import wheels

WANTED = (
    "libpython3.11.so.1.0",
    "libsqlite3.so.0",
    "libcrypto.so.1.1",
    "libxcb-cursor.so.0",
    "libxcb-render-util.so.0",
    "libxkbcommon-x11.so.0",
    "PySide6/Qt/lib/libQt6Widgets.so.6",
    "PySide6/Qt/lib/libicudata.so.73",
    "PySide6/QtPrintSupport.abi3.so",
    "PySide6/libpyside6.abi3.so.6.9",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
    "PySide6/Qt/translations/qtbase_zh_CN.qm",
    "python3.11/lib-dynload/_hashlib.cpython-311-x86_64-linux-gnu.so",
    "resources/icons/planbook.svg",
    "PySide6\\Qt6Core.dll",
    "PySide6\\QtGui.pyd",
    "PySide6\\plugins\\platforms\\qwindows.dll",
    "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
    "python311.dll",
    "VCRUNTIME140.dll",
)
UNWANTED = (
    # One of the host's own would meet another of its kind.
    "libstdc++.so.6",
    "libglib-2.0.so.0",
    "libfontconfig.so.1",
    "libxcb.so.1",
    "libxcb-render.so.0",
    "libgtk-3.so.0",
    "PySide6/Qt/lib/libQt6Network.so.6",
    "PySide6/QtNetwork.abi3.so",
    "PySide6/QtDBus.abi3.so",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
    "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    "PySide6/Qt/translations/qtbase_de.qm",
    "python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so",
    "PySide6\\opengl32sw.dll",
    "PySide6\\Qt6Quick.dll",
    "PySide6\\plugins\\imageformats\\qpdf.dll",
    "pypinyin/core.pyi",
    "click-8.5.1.dist-info/RECORD",
    "resources/tokens.py",
)


@pytest.mark.parametrize("name", WANTED)
def test_what_the_program_needs_goes_in(name):
    assert contents.is_wanted(name)


@pytest.mark.parametrize("name", UNWANTED)
def test_what_it_does_not_need_stays_out(name):
    assert not contents.is_wanted(name)


def test_a_module_is_left_out_with_all_below_it_and_no_namesake():
    assert contents.is_excluded("pytest")
    assert contents.is_excluded("hypothesis.strategies")
    assert contents.is_excluded("PySide6.QtNetwork")
    assert not contents.is_excluded("testament")
    assert not contents.is_excluded("PySide6.QtCore")


def test_the_newest_glibc_is_read_from_the_libraries_themselves(tmp_path):
    old, new, text = (tmp_path / name for name in ("old.so", "new.so", "words.txt"))
    old.write_bytes(b"\x7fELF..GLIBC_2.2.5\0GLIBC_2.17\0")
    new.write_bytes(b"\x7fELF..GLIBC_2.4\0GLIBC_2.34\0")
    text.write_bytes(b"GLIBC_2.99\0")
    assert checks.newest_glibc(tmp_path) == ((2, 34), new)


def test_a_library_that_asks_for_more_glibc_than_the_deb_promises_is_a_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "modules_of", lambda _program: set())
    oldest = contents.OLDEST_GLIBC[1]
    assert f"libc6 (>= 2.{oldest})" in contents.DEPENDS
    library = tmp_path / "libnew.so"
    for wanted, refused in ((oldest, False), (oldest + 1, True)):
        library.write_bytes(f"\x7fELF..GLIBC_2.{wanted}\0".encode("ascii"))
        faults = [fault for fault in checks.faults_of(tmp_path, "planbook") if "glibc" in fault]
        assert bool(faults) == refused


def test_each_systems_lock_has_what_it_needs_and_no_question_left():
    linux, windows = wheels.lock_for("linux"), wheels.lock_for("win32")
    assert "pefile==" in windows
    assert "pefile==" not in linux
    assert "macholib" not in linux + windows
    assert "sys_platform" not in linux + windows
    for lock in (linux, windows):
        entries = [line for line in lock.splitlines() if line and not line.startswith(" ")]
        assert all(entry.endswith("\\") for entry in entries)
        assert lock.count("--hash=sha256:") >= len(entries)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("from db.rules.lumps import lump_findings", True),
        ("from db.rules import pace, lumps", True),
        ("import db.rules.lumps", True),
        ("load('db.rules.lumps')", True),
        ("lumps = [row for row in rows]", False),
        ("from db.model import lumps", False),
        ("import db.rules.lumps_of_units", False),
    ],
)
def test_a_module_is_missed_only_where_the_program_names_it(line, named):
    assert check_spec.names_module(line, "db.rules.lumps") is named


def test_sums_are_written_beside_what_is_handed_out(tmp_path):
    for name in ("a.deb", "b-setup.exe", "c.zip", "notes.txt"):
        (tmp_path / name).write_bytes(name.encode())
    checks.write_sums(tmp_path, checks.handed_out(tmp_path))
    lines = (tmp_path / "SHA256SUMS").read_text("utf-8").splitlines()
    assert [line.split("  ")[1] for line in lines] == ["a.deb", "b-setup.exe", "c.zip"]


def test_what_the_spec_takes_is_brought_where_it_is_built():
    spec = (sources.HOUSE / "packaging" / "planbook.spec").read_text("utf-8")
    taken = set(re.findall(r'HOUSE / "([^"]+)"', spec))
    assert taken <= set(sources.PARTS)
