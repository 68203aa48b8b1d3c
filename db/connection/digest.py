"""SHA-256 as Python carries it: `hashlib` loads OpenSSL, 4 MB that a window has no use for."""

from __future__ import annotations

try:
    from _sha256 import sha256  # type: ignore[import-not-found]  # no stub knows it
except ImportError:
    # A later Python, or one that was built without it.
    from hashlib import sha256

__all__ = ["sha256"]
