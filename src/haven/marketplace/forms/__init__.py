"""What the public types: read, checked and worded back. No form writes anything."""
