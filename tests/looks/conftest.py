"""Looks use the window's own fixtures."""

from tests.desktop.conftest import empty_path, sample_path, start

__all__ = ["empty_path", "sample_path", "start"]
