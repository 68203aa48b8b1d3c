"""备份: the copies of the book, what they hold otherwise, and the ways back."""
