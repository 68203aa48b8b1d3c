"""帮助: chapters of text and pictures that the program carries along, in a window of their own."""
