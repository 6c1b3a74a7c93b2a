"""Findings written down: one model, several forms, in agreement with each other."""
