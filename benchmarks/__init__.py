"""Our time beside the peers', in one process, with the same answer asserted: `make bench`."""
