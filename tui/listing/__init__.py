"""How cables and groups are listed: their lines, facts beside them, filters, jumps, completion, orders."""
