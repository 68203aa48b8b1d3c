"""Reading and comparing tables with one unit a row (一校一行): a quantity in every column."""
