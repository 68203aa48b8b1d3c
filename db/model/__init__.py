"""What a plan is made of, as frozen values; ids are text and unique across copies of a book."""
