"""What may cross, in which form, and how a package is built and checked. Pure."""
