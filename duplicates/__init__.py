"""Copies, families and passages: what occurs twice in cables, and how the copies differ."""
