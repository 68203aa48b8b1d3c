"""批量派单位: rows given to units from any page, with what would change shown before."""
