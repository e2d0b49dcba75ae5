"""Words of a text, apart from any process: clauses, brackets, differences, pasting. Pure: no database, nobody's eyes."""
