"""What follows from a network and its observations, as plain values; one quantity a module."""
