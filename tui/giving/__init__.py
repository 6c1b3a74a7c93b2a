"""What leaves a screen: copied texts and commands, exported files, the pager."""
