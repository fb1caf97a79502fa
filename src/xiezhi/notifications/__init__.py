"""Messages to people and their delivery, each with a state of its own."""
