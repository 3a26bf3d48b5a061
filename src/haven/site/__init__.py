"""What the operator says of the site: its name and look, who runs it, how to reach them, and the terms.

Owns: the settings that take effect without a restart (the environment is what they fall back to), the versions of
the terms, and that the site is to close. Must not know: people, ads, pages.
"""
