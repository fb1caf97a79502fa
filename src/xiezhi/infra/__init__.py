"""Plumbing between Django, PostgreSQL and the domain: tenant wall, database backend, storage, jobs."""
