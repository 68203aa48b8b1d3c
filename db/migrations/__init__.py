"""Which steps a book's schema has been through; the steps themselves are in `db.migrations.steps`.

The names and the resulting schema are kept here as plain data, so that opening a book that is up
to date needs none of the machinery that upgrades one.
"""

SET_NAME = "planbook"

STEP_NAMES: tuple[str, ...] = (
    "m0001_plan_book",
    "m0002_computed_and_explained",
    "m0003_lines_by_their_place",
    "m0004_source_in_words",
)
"""Every step this program knows, in order."""

SCHEMA = "05c00f724469ebf47e7e6f1d2b0e8b4bf56cc89ec3c62ee7d26f4828b0504f4a"
"""Fingerprint of the schema that these steps make (`db.connection.opening.fingerprint`)."""
