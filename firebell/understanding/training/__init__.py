"""How the shipped models are made, byte for byte, from the public sets that allow it."""
