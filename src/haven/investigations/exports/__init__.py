"""Entities of a case in the forms of other programs: FollowTheMoney for Aleph, GraphML and GEXF for graph tools.

Owns what is handed out and under which names. Must not know pages.
"""
