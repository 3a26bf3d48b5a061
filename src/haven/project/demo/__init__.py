"""The demo: its people, its ads and pictures, its mailbox. On loopback only; a real site never loads it."""
