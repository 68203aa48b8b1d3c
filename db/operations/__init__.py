"""What a user can do to a book, one verb each: planning, recording, housekeeping."""
