"""Words for what custody and bundles may be refused."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register

TEXTS: Final[dict[str, tuple[object, object]]] = {
    "evidence.no_purpose": (
        _("没有选择用途。"),
        _("请选择一项用途：查看、复制、导出原件都要写入保管链。"),
    ),
    "evidence.bundle_empty": (
        _("没有可以导出的文件。"),
        _("案件请先登记带文件的证据；线索须有照片。"),
    ),
    "evidence.bundle_too_large": (
        _("文件合计超过 %(limit_megabytes)s MB，一个核验包放不下。"),
        _("请分案导出，或者改用归档包。"),
    ),
    "evidence.no_manifest": (
        _("有文件还没有封存清单：原件缺失，或者与接收时不一致。"),
        _("请联系系统管理员核对文件存储，找回原件后再导出。"),
    ),
    "evidence.manifest_damaged": (
        _("封存清单读不出来。"),
        _("请联系系统管理员执行 xiezhi verify ledger。"),
    ),
    "cases.not_fixed_yet": (
        _("这是线索照片，核实固定前不能作为证据登记。"),
        _("请在案件的证据页“线索材料”里点“核实固定为证据”，由两名检察人员办理。"),
    ),
}


def register_texts() -> None:
    """Add the texts."""
    register(TEXTS)
