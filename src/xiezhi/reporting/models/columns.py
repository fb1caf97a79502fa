"""列方案: the columns of a ledger as a person or the office keeps them."""

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.reporting.rules.ledgers import LedgerKind


class LedgerColumnSet(TenantModel):
    """A named set. Without an owner it is the whole office's; one of each kind may be usual 默认."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in LedgerKind])
    name = models.CharField(max_length=30)
    owner = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    is_usual = models.BooleanField(default=False)
    columns = models.JSONField()
    saved_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "kind", "owner", "name"],
                nulls_distinct=False,
                name="column_set_named_once",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "kind", "owner"],
                condition=models.Q(is_usual=True),
                nulls_distinct=False,
                name="one_usual_column_set",
            ),
        ]
        indexes = [models.Index(fields=["procuratorate", "owner"])]
