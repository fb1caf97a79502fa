"""Reporters' identities at the desk: asked for, decided, opened, reached, erased."""
