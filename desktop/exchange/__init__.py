"""导入导出: lists that come in, seen cell by cell first, and the list that goes out."""
