"""The parts of the list reader: headings, years, groups, rows, figures."""
