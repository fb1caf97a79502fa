"""Registering, screening, converting, answering; material, contacts."""
