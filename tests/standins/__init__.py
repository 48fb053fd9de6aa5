"""Stand-ins for services that cannot be installed, driven by their published schemas."""
