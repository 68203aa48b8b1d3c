"""Opening a book's file: what is ours, what is sound, what is safe to write."""
