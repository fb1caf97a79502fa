"""The tenant. A global table: it must be found before any tenant is known."""

import uuid

from django.db import models

from xiezhi.accounts.rules.levels import OfficeLevel


class Procuratorate(models.Model):
    """A procuratorate 检察院."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=32, unique=True)
    name = models.CharField(max_length=60)
    short_name = models.CharField(max_length=20)
    level = models.CharField(
        max_length=10, choices=[(level, level) for level in OfficeLevel], default=OfficeLevel.COUNTY
    )
    superior_name = models.CharField(max_length=60, blank=True)
    public_number = models.PositiveSmallIntegerField(unique=True)
    telephone = models.CharField(max_length=30, blank=True)
    is_default = models.BooleanField(default=False)
    identity_public_key = models.BinaryField(max_length=32)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="one_default_office",
            ),
            models.CheckConstraint(
                condition=models.Q(public_number__gte=1, public_number__lte=99),
                name="office_number_has_two_digits",
            ),
        ]


class ProcuratorateHost(models.Model):
    """A host name that leads to one procuratorate."""

    host = models.CharField(max_length=253, primary_key=True)
    office = models.ForeignKey(Procuratorate, on_delete=models.CASCADE, related_name="hosts")
