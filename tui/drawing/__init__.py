"""How things look: signs, colours, plots, lines broken for a width."""
