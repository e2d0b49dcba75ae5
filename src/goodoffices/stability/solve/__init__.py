"""What would hold: the solution concepts, coalitions, ways from the status quo, what is not known."""
