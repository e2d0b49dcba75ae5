"""Pages: each takes a request to a form, calls one act of `domain`, and shows a template."""
