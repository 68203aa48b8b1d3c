"""The parts of the list writer: tables as data, sizes, styles, sheets."""
