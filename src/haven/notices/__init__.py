"""Reports from anyone about an ad: filed without an account, followed by a case code.

Must not know how moderators work; they close notices through `notices.actions`.
"""
