"""How fast the helpers are, beside their peers: `make bench`."""
