"""What the next start finds again: settings, places of archives, the screens left open."""
