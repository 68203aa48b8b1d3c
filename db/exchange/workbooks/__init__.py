"""The parts of the guarded .xlsx reader: archive, markup, sheets, number formats."""
