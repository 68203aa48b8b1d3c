"""Widgets that know no plan."""
