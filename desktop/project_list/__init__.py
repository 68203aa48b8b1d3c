"""项目: lumps and the named works in them."""
