"""What a person asks for about their own data, and what time asks for."""
