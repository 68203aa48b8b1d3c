"""设置: the plan's own fields, the look, backups, the file."""
