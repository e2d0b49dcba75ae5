"""Forms: what a page takes, checked before anything is done with it."""
