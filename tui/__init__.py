"""The `cablediff` command, and the browser behind it.

This package imports nothing of its own: the commands that print must not pay for, or depend on, the screen
library that only browsing needs.
"""
