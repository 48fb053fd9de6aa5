"""Parts of `firebell bench cascade`."""
