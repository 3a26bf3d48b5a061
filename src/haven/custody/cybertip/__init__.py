"""Reports to the CyberTipline in its public XML form, and the conversation in which they are filed.

Owns the form, its checks and the calls. Must not know Django: what is reported, and when, others decide.
"""
