"""Arithmetic and judgement over a plan's values: pure functions, no clock, no files."""
