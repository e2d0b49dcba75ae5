"""How people get out safely: how long it takes for everyone, and a timetable that fits. Each room has its own door."""
