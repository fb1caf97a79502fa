"""Passwords hashed as the product does, at the least cost: these tests guess none."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickHasher(Argon2PasswordHasher):
    """Argon2 with next to no memory; half a second of setting up a test went into that."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
