"""What changes saved searches, and what tells of their finds."""
