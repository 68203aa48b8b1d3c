"""欢迎: the ways in when no book is open."""
