"""Words of a text, apart from any process: clauses, brackets, differences, pasting. No database, nobody's eyes."""
