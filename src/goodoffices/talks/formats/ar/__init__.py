"""Arabic: the day before its month, hours to 24."""
