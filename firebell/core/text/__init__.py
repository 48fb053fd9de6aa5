"""Text as readers see it: tokens in the text's own words, their normal forms and hashes."""
