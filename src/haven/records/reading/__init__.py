"""Reading ads from files: JSON lines, delimited text and Parquet, packed or not.

Owns: formats, columns, values, and the account of what was wrong. Must not know: what is done with the ads.
"""

from haven.records.reading.columns import parse_column_flags
from haven.records.reading.problems import Problem, Problems
from haven.records.reading.reader import AdReader, read_ads, read_messages

__all__ = ["AdReader", "Problem", "Problems", "parse_column_flags", "read_ads", "read_messages"]
