"""What the house knows: which articles fit a matter, how they stand, and whether they helped."""
