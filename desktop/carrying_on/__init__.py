"""Dialogs that carry a plan on: a new year, the next plan, shared and computed figures."""
