"""What may leave the house: drafts, findings, verdicts. See `contract`, `judge` and `guards`."""
