"""The investigator's desk: networks of ads, and why they belong together."""
