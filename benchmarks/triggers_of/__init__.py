"""What `firebell bench triggers` measures, a question a file."""
