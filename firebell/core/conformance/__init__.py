"""Kits that test any member of a family by its contract: joining brings its tests."""
