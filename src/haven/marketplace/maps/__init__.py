"""The map of a search. It is drawn here: no tile server is asked, so nobody learns what a reader looks for."""
