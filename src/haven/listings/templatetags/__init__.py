"""Template tags about ads."""
