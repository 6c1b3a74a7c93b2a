"""Speed, memory and recall, side by side with other tools; run by hand, never by the tests."""
