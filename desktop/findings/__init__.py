"""校验: what the checks doubt in a year's figures, and which figures are still missing."""
