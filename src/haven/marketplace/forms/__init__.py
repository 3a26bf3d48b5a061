"""What the public types: read, checked and worded back. No form writes anything."""

NOT_AN_ADDRESS = "This is not an e-mail address. It looks like name@example.org."
