"""People, their roles and how they sign in.

Owns: `User`, `RoleGrant`, who may enter which desk. Must not know what people do there.
"""
