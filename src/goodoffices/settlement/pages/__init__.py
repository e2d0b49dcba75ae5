"""What a person reads of a settlement: sections, tables and pictures. Computes nothing."""
