"""Maps that are drawn here: no tile server is asked, so nobody learns what a reader looks for."""
