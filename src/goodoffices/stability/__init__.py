"""What would hold: the graph model for conflict resolution (Fang, Hipel & Kilgour 1993)."""
