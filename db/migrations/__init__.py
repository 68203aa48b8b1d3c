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
    "m0005_work_and_proof",
    "m0006_people_and_review",
)
"""Every step this program knows, in order."""

SCHEMA = "3a8fff80016054d828feb1c64b0e5fcdbf2c0d38673f320aa1b52eff3020c00a"
"""Fingerprint of the schema that these steps make (`db.connection.opening.fingerprint`)."""
