"""审核: what waits for a decision, one cell after another or all that is clean at once."""
