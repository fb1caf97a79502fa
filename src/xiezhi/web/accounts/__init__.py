"""Signing in, in the three ways of DESIGN: staff, units, grid members."""
