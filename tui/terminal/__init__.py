"""The terminal itself: what is sent to it, and what has to be worked round in Textual."""
