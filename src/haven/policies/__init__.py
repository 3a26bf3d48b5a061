"""Policy versions: which rules were in force when, who wrote and who approved them.

Must not know what is screened under them.
"""
