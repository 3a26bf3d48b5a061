"""Maps that are drawn here: no tile server is asked, so nobody learns what is looked at."""
