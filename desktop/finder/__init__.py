"""找: one field over everything the book and the program have, gone to by Enter."""
