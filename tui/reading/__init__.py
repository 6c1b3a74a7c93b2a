"""How one cable is read: its lines, header table, marks beside blocks, links, and the history of reading."""
