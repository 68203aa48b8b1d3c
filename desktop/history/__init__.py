"""历史: the whole life of the book, step by step."""
