"""How many examples Hypothesis makes up for a test that wants another number than the usual fifty.

Each run of the suite makes up others, so that few a run come to many; ``CABLEDIFF_EXAMPLES=20`` makes twenty
times as many in one.
"""

from __future__ import annotations

import os

from hypothesis import settings

TIMES = int(os.environ.get("CABLEDIFF_EXAMPLES", "1"))


def examples(count: int) -> settings:
    """Return the settings of a test of so many examples."""
    return settings(max_examples=count * TIMES)
