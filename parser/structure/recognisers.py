"""What is asked of each line, in order, by the zone of the record that it stands in.

The one fact that surprises: in a cover the labels come first and the number of a paragraph late, in a
body it is the other way round, since a paragraph may speak of a subject and a reference may begin with a
number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from parser.structure import body, cover, front, titles
from parser.structure.walk import Zone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parser.structure.walk import Recogniser

RECOGNISERS: Final[Mapping[Zone, Sequence[Recogniser]]] = {
    Zone.FRONT: (
        front.record_note,
        front.routing,
        front.wrapper,
        cover.banner,
        cover.labelled,
        cover.caption,
        cover.paragraph,
        front.running,
        titles.heading,
    ),
    Zone.ROUTING: (
        front.record_note,
        front.routing,
        front.wrapper,
        cover.banner,
        cover.labelled,
        cover.caption,
        cover.paragraph,
        front.routing_running,
    ),
    Zone.COVER: (
        front.end_mark,
        front.wrapper,
        cover.labelled,
        cover.bare_label,
        cover.banner,
        cover.caption,
        cover.paragraph,
        front.routing,
        titles.heading_below_cover,
        cover.running,
    ),
    Zone.BODY: (
        front.end_mark,
        front.wrapper_in_body,
        body.paragraph,
        body.cover_again,
        titles.heading,
        body.running,
    ),
}
"""A recogniser says what the line opens, or that it runs on; None leaves it to the next."""
