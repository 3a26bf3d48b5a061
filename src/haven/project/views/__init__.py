"""What belongs to the site as a whole and to no face."""
