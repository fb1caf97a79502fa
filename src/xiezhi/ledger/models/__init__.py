"""Tables of the ledger. Entries and checkpoints only ever grow; a trigger refuses anything else."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from xiezhi.infra.tenant import TenantModel


class LedgerHead(TenantModel):
    """Size and frontier of one procuratorate's tree; its row lock puts appends in order.

    ``id`` is always 1: one head a procuratorate.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    frontier = ArrayField(models.BinaryField(max_length=32), default=list)

    class Meta(TenantModel.Meta):
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_head")]


class LedgerEntry(TenantModel):
    """One leaf. ``id`` is its place in the tree, from 0, without gaps.

    ``body`` holds the canonical bytes the leaf hash is of. The columns beside it repeat words of
    the body for searching; verification compares them.
    """

    id = models.BigIntegerField(primary_key=True)
    leaf_hash = models.BinaryField(max_length=32)
    body = models.TextField()
    act = models.CharField(max_length=60)
    actor_id = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(
                fields=["procuratorate", "object_kind", "object_id", "id"],
                name="ledger_of_an_object",
            ),
            models.Index(fields=["procuratorate", "actor_id", "id"], name="ledger_of_an_actor"),
            models.Index(fields=["procuratorate", "act", "id"], name="ledger_of_an_act"),
            models.Index(fields=["procuratorate", "at"], name="ledger_by_time"),
        ]


class LedgerCheckpoint(TenantModel):
    """A signed statement of size and root (C2SP tlog-checkpoint). ``id`` is the size."""

    id = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    signed_at = models.DateTimeField()


class LedgerSalt(TenantModel):
    """The salts of an entry's two hashes, apart from the tree so that they can be destroyed.

    ``id`` is the entry's. Without its salt a hash says nothing of what it was made from.
    """

    id = models.BigIntegerField(primary_key=True)
    before = models.BinaryField(max_length=32, null=True)
    after = models.BinaryField(max_length=32, null=True)
