"""One module for each command; `app` in it is what `cli.py` calls."""
