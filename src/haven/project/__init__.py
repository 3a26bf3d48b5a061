"""The site as one program: settings, urls, the `haven` command, the database it runs on, the demo."""
