"""What a browser session knows, as plain observable Python without controls; the screens draw it."""
