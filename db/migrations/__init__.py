"""Which steps a book's schema has been through; the steps themselves are in `db.migrations.steps`.

The names and the resulting schema are kept here as plain data, so that opening a book that is up
to date needs none of the machinery that upgrades one.
"""

SET_NAME = "planbook"

STEP_NAMES: tuple[str, ...] = ("m0001_plan_book", "m0002_computed_and_explained")
"""Every step this program knows, in order."""

SCHEMA = "9efaceb31bda13eea445cfeb12557742cc2b0f7d599327cbf5dca95ef9188026"
"""Fingerprint of the schema that these steps make (`db.connection.opening.fingerprint`)."""
