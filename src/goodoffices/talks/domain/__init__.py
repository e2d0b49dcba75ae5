"""What can be done at a table: plain functions that load rows, call the rooms of the library, store and log."""
