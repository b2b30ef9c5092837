"""Templates and the one stylesheet of the public pages."""
