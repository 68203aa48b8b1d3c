"""The version of the program: the one in `pyproject.toml`, which a packed program cannot read."""

VERSION = "0.1.0"
