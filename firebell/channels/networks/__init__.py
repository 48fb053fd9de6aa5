"""One folder for each network. Networks do not know each other; `registry.py` knows them all."""
