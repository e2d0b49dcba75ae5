"""Events: what is recorded to have happened, where, when, with how many deaths, and by which source."""
