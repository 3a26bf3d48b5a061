"""Template tags that every page of Haven may load."""
