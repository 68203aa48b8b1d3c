"""What the built program is made of: what goes in, what stays out, what is never found in it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

# Of Qt only these are used; their plug-ins are chosen one by one below.
QT_BINDINGS = frozenset({"Core", "Gui", "Widgets", "Svg", "PrintSupport"})
QT_LIBRARIES = QT_BINDINGS | {"DBus", "XcbQpa"}
_QT_LIBRARY = re.compile(r"^(lib)?Qt6(?P<part>\w+?)(\.so[.\d]*|\.dll)$")
_QT_BINDING = re.compile(r"^Qt(?P<part>\w+?)(\.abi3\.so|\.pyd)$")

PLUGINS = {
    "platforms": {"qxcb", "qoffscreen", "qwindows"},
    "platforminputcontexts": {
        "ibusplatforminputcontextplugin",
        "composeplatforminputcontextplugin",
    },
    # The desktop's own file dialogs; the one of GTK draws the host's GTK into this process.
    "platformthemes": {"qxdgdesktopportal"},
    "iconengines": {"qsvgicon"},
    "imageformats": {"qgif", "qico", "qjpeg", "qsvg", "qwebp"},
    "printsupport": {"cupsprintersupport"},
    "styles": {"qmodernwindowsstyle"},
}
"""Qt's plug-ins that go in, by kind. Those for OpenGL stay out: they load the host's drivers."""

TRANSLATIONS = {"qtbase_zh_CN.qm"}

OUR_OWN = re.compile(
    r"^lib(python3\.\d+|sqlite3|ffi|crypto|bz2|lzma|shiboken6|pyside6|icu\w+|Qt6\w+"
    r"|xkbcommon|xkbcommon-x11|X11-xcb|xcb-\w+(-util)?)(\.abi3)?\.so[.\d]*$"
)
"""Linux libraries that go in. All others are the system's: every desktop has them, and one of our
own would meet the host's drivers, themes and settings of fonts."""
_THE_SYSTEMS_XCB = re.compile(r"^libxcb-(render|shm|glx)\.so")

OLDEST_GLIBC = (2, 28)
"""The oldest the program starts on: nothing that goes in may ask for a newer one."""

DEPENDS = (
    f"libc6 (>= {OLDEST_GLIBC[0]}.{OLDEST_GLIBC[1]})",
    "libstdc++6",
    "libgcc-s1 | libgcc1",
    "zlib1g",
    "libzstd1",
    "libuuid1",
    "libexpat1",
    "libgl1",
    "libegl1",
    "libx11-6",
    "libxcb1",
    "libxcb-render0",
    "libxcb-shm0",
    "libglib2.0-0",
    "libfreetype6",
    "libfontconfig1",
    "libdbus-1-3",
)
"""Debian's packages of the system's libraries that are needed to start."""

NO_MODULES = (
    # What the tests and the tools of this house are.
    "pytest", "_pytest", "pytestqt", "hypothesis", "mypy", "ruff", "importlinter", "grimp",
    "openpyxl", "PyInstaller", "pip", "setuptools", "tzdata", "wheel",
    "_distutils_hack", "pkg_resources",
    # Of Python: other windows, consoles, servers, what speaks with a network.
    "tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "venv", "pydoc", "doctest", "unittest",
    "xmlrpc", "ftplib", "imaplib", "poplib", "smtplib", "telnetlib", "nntplib", "wsgiref",
    "ssl", "_ssl", "readline", "curses", "pdb", "test",
    # Of Qt.
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets", "PySide6.QtTest", "PySide6.QtSql", "PySide6.QtDesigner",
    "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtXml", "PySide6.QtConcurrent",
)  # fmt: skip
"""Python modules that are left out, with all below them."""

NO_FILES = re.compile(
    r"Qt6?(Network|Qml|Quick|OpenGL|Sql|Test|WebEngine|Charts|Graphs|Designer|Pdf|Multimedia|Wayland)"
    r"|opengl32sw|d3dcompiler|pytest|hypothesis|mypy|_tkinter|(^|/)_ssl\.|libssl|/tests?/",
    re.IGNORECASE,
)
"""Names that a check of the built folder must not find."""


_FOR_DEVELOPERS = (".pyi", "py.typed", ".py", ".pyc")
_OF_THE_INSTALLER = {
    "RECORD",
    "REQUESTED",
    "INSTALLER",
    "WHEEL",
    "top_level.txt",
    "direct_url.json",
}


def is_wanted(name: str) -> bool:
    """Return whether a file that PyInstaller would take, named as it is placed, is to go in."""
    path = PurePosixPath(name.replace("\\", "/"))
    file = path.name
    if "plugins" in path.parts and "PySide6" in path.parts:
        plugin = file.split(".")[0].removeprefix("lib")
        return plugin in PLUGINS.get(path.parent.name, ())
    if "translations" in path.parts:
        return file in TRANSLATIONS
    library, binding = _QT_LIBRARY.match(file), _QT_BINDING.match(file)
    if library is not None:
        return library["part"] in QT_LIBRARIES
    if binding is not None and "PySide6" in path.parts:
        return binding["part"] in QT_BINDINGS
    if re.match(r"lib.+\.so", file) and path.parent.name in {
        ".",
        "",
        "lib",
        "PySide6",
        "shiboken6",
    }:
        return OUR_OWN.match(file) is not None and not _THE_SYSTEMS_XCB.match(file)
    if file.endswith(_FOR_DEVELOPERS) or file in _OF_THE_INSTALLER:
        return False
    return NO_FILES.search(path.as_posix()) is None


def is_excluded(module: str) -> bool:
    """Return whether a Python module is one of those left out, or below one of them."""
    return any(module == name or module.startswith(f"{name}.") for name in NO_MODULES)
