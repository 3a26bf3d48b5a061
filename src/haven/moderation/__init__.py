"""The moderation desk: what is held or reported is decided here, with reasons, undo and appeals."""
