"""用户: signing in to a book, and keeping those who work in it."""
