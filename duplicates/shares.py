"""How a share is written down: in one way on the screen, in the reports and by every command.

The one fact that surprises: nothing is rounded up. What is not whole is never called 100.0%, and nothing
that lies below a threshold is written as if it reached it.
"""

from __future__ import annotations

import math


def percent(share: float) -> str:
    """Return a share from 0.0 to 1.0 in percent with one decimal: ``82.9%``."""
    return f"{math.floor(share * 1000 + 1e-6) / 10:.1f}%"
