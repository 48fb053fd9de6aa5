"""Where it gets answered."""
