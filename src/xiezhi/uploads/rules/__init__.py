"""Rules of uploads."""
