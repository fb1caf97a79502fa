"""What is kept when machines fail."""
