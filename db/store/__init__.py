"""Writing rows: the record's tables, the history that goes with every change, kept files."""
