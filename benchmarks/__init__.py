"""Speed and quality, each beside what a user would pick instead, in one run: `firebell bench`."""
