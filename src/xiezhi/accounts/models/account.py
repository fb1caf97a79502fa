"""The thing that signs in. Global and nameless: names live on tenant profiles."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from xiezhi.accounts.models.procuratorate import Procuratorate
from xiezhi.kernel.actor import ActorKind


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by sign-in name."""


class Account(AbstractBaseUser):
    """A sign-in.

    ``username`` is ``<slug of the office>/<name typed by the person>``, so that the same short
    name may exist in every office.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=80, unique=True)
    kind = models.CharField(
        max_length=10,
        choices=[(kind, kind) for kind in (ActorKind.STAFF, ActorKind.UNIT, ActorKind.SUPPORTER)],
    )
    home = models.ForeignKey(Procuratorate, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()
