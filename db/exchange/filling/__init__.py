"""Writing figures back into a user's own workbook: only the cells that changed."""
