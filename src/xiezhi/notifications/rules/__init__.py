"""States of a delivery and when to try again."""
