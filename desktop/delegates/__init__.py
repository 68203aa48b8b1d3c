"""What draws or edits one kind of value in a table."""
