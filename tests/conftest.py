"""What every test stands on: no screen, no noise, nothing left behind, and how long to search."""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything loads Qt; a developer who wants to watch sets it to something else.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also the tests that take long")


def pytest_configure(config: pytest.Config) -> None:
    # Time decides nothing: a slow machine finds the same faults as a quick one.
    patient = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("everyday", patient, max_examples=100)
    settings.register_profile("ci", patient, max_examples=200, derandomize=True)
    settings.register_profile("long", patient, max_examples=2000)
    everyday = "ci" if os.environ.get("CI") == "true" else "everyday"
    settings.load_profile("long" if config.getoption("--long") else everyday)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # What the platform without a screen says of every dialog is nobody's fault.
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(scope="session", autouse=True)
def _own_preferences(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the developer's own preferences out of the tests, and the tests out of them."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
        yield


def _windows_left_open() -> list[str]:
    """Close the windows nobody closed and return what they were."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    left = [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
    names = [f"{type(window).__name__} {window.windowTitle()!r}" for window in left]
    for window in left:
        window.hide()
        window.deleteLater()
    return names


@pytest.fixture(autouse=True)
def _nothing_left_behind(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test that logs a warning (unless it is marked `loud`) or leaves a window open."""
    yield
    records = caplog.get_records("setup") + caplog.get_records("call")
    loud = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    windows = _windows_left_open()
    assert not loud or request.node.get_closest_marker("loud"), f"unexpected log: {loud}"
    assert not windows, f"windows left open: {windows}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real plans and workbooks beside the checkout, which may not be there."""
    if not SHARED.is_dir():
        pytest.skip("the real plans and workbooks are not on this machine")
    return SHARED
