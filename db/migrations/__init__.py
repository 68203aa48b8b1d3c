"""Which steps a book's schema has been through; the steps themselves are in `db.migrations.steps`.

The names and the resulting schema are kept here as plain data, so that opening a book that is up
to date needs none of the machinery that upgrades one.
"""

SET_NAME = "planbook"

STEP_NAMES: tuple[str, ...] = ("m0001_plan_book",)
"""Every step this program knows, in order."""

SCHEMA = "cf0b5d82dc5d97a89efb22a6d7597d52ce4c9118492802dfe39a1e099fe91942"
"""Fingerprint of the schema that these steps make (`db.connection.opening.fingerprint`)."""
