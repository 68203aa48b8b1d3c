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
)
"""Every step this program knows, in order."""

SCHEMA = "d61fe988908556553258b2d6259791608959d9f0463ca22fbb48f2ffe5292c75"
"""Fingerprint of the schema that these steps make (`db.connection.opening.fingerprint`)."""
