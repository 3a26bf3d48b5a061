"""A bundle: what is handed over as evidence, complete with the means to check it without Haven.

Owns its files and how they are checked. A bundle maps paths to bytes; as a file it is a zip of exactly these.
"""
