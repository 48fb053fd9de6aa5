"""What a text means to customer care: intent, emotion, irony, sensitive matter and the like."""
