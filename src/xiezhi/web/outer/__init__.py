"""The desk of the outer zone: packages, and the few people who carry them. No matter is worked on here."""
