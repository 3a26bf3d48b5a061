"""Search among a million made-up ads, through HTTP on a running site, beside PostgreSQL's ways."""
