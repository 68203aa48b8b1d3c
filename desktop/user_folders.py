"""Where on this machine the program keeps what is the user's: settings, logs, what runs now.

Books are never among it: they are where the user put them, and an uninstall leaves all of it alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from platformdirs import user_cache_path, user_config_path, user_log_path, user_state_path

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "planbook"


def settings_file() -> Path:
    """Return the file of preferences and recent books; it need not be there."""
    return user_config_path(_NAME, appauthor=False) / "planbook.conf"


def log_folder() -> Path:
    """Return the folder of the logs, made if need be; OSError where that cannot be."""
    return user_log_path(_NAME, appauthor=False, ensure_exists=True)


def cache_folder() -> Path:
    """Return the folder of what can be made again; it need not be there."""
    return user_cache_path(_NAME, appauthor=False)


def state_folder() -> Path:
    """Return the folder of what holds while the program runs; OSError where there can be none."""
    return user_state_path(_NAME, appauthor=False, ensure_exists=True)
