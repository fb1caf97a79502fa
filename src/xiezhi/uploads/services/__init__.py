"""Services of uploads."""
