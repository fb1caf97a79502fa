"""Repeatable measurements, each beside a floor measured in the same run."""
