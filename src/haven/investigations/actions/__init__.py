"""What investigators do with networks and ads: captured, bundled, held."""
