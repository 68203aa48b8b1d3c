"""The rules of the house: what every file here keeps to, and what the developer's commands do."""
