"""Reports: what a bureau prints, as data first, then as a workbook."""
