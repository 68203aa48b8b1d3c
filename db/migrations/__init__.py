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

SCHEMA = "4c73da80ea55de7f4fd5581b8b8b5633eaa2e4a08daa42ee95e0d46f8df87e4d"
"""Fingerprint of the schema that these steps make (`db.connection.opening.fingerprint`)."""
