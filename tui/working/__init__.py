"""Long work beside the screen: in threads, in a process of its own, in turn."""
