"""佐证: all evidence of the book, the pieces that are missing, the closures under way."""
