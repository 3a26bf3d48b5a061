"""The pages of the legal desk, and the public ones for authorities."""
