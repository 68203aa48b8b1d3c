"""Readers of the files that come in, .xlsx, .xls, .ods, .csv, .docx…, which trust none of them."""
