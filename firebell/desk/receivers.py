"""What the desk hears from rooms below."""
