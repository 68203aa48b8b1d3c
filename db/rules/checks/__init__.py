"""One validator for what is typed, pasted, imported and collected: errors and queries."""
