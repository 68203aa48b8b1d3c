"""The files the program carries along: icons, themes, sample plans."""
