"""One sentence for each fault an operator can meet: what is wrong and how to mend it."""

from typing import Final

from xiezhi.cli.law_reasons import reason_words
from xiezhi.cli.messages import _
from xiezhi.cli.messages import gettext_noop as _n
from xiezhi.infra.errors import MachineError
from xiezhi.kernel.errors import DomainError

SENTENCES: Final = {
    "folder.not_a_folder": _n("{path} 不是文件夹。请移开它后重试。"),
    "folder.foreign": _n(
        "{path} 属于另一用户（编号 {owner}）。请用该用户运行，或用 XIEZHI_VAR 另指定文件夹。"
    ),
    "folder.open": _n("{path} 可被本机其他用户访问（{mode}）。请执行：chmod 700 {path}"),
    "folder.path_too_long": _n(
        "{path} 的路径太长，无法建立数据库套接字。请把 XIEZHI_VAR 设到较短的路径。"
    ),
    "postgres.programs_missing": _n(
        "没有找到内置的 PostgreSQL {major}。请重新安装依赖（make run），或用 DATABASE_URL 指定数据库服务器。"
    ),
    "postgres.root_refused": _n(
        "PostgreSQL 不能以 root 身份运行，本机又不允许建立用户命名空间。请改用普通用户运行。"
    ),
    "postgres.other_version": _n(
        "数据库文件是 PostgreSQL {found} 的，本程序自带 {wanted}。"
        "请用原版本执行 xiezhi backup，再在空的安装上执行 xiezhi restore。"
    ),
    "postgres.password_missing": _n("数据库口令文件 {path} 不见了。请从备份中恢复该文件。"),
    "postgres.initdb_failed": _n("建立数据库失败：{reason}"),
    "postgres.start_failed": _n("数据库没有启动：{reason}"),
    "postgres.died": _n(
        "数据库意外停止，其余程序已全部停下。日志：{path}。再次执行 xiezhi up 即可恢复。"
    ),
    "database.unreachable": _n("连不上数据库：{reason}。请检查 DATABASE_URL 和服务器。"),
    "database.server_too_old": _n(
        "数据库服务器版本过低（{found}），需要 PostgreSQL 15 或更新版本。"
    ),
    "database.encoding": _n("数据库编码是 {found}，应为 UTF8。请用 xiezhi db init 另建数据库。"),
    "database.collation": _n(
        "数据库排序规则是 {found}，应为 C 或 C.UTF-8，否则各处排序不一致。请用 xiezhi db init 另建数据库。"
    ),
    "database.newer": _n(
        "数据库比本程序新（{name} 等 {count} 项迁移不认识）。请安装较新版本的程序，或恢复旧备份。"
    ),
    "database.unprepared": _n("数据库里还没有表。请先执行 xiezhi migrate 或 xiezhi up。"),
    "database.app_too_strong": _n(
        "应用角色权限过大（超级用户或可绕过行级安全）。请执行 xiezhi db init 重设角色。"
    ),
    "installation.running": _n("本机已有一个在运行（{part}，进程 {pid}）。请先停下它。"),
    "installation.busy": _n("另一个 xiezhi 命令正占用数据库。请等它结束后重试。"),
    "port.taken": _n("端口 {port} 已被占用。请停下占用它的程序，或用 --port 换一个端口。"),
    "port.forbidden": _n("不能使用端口 {port}：{reason}。请用 --port 换一个 1024 以上的端口。"),
    "service.died": _n(
        "{name} 意外停止（退出码 {exit_code}），其余程序已全部停下。原因见上面的日志。"
    ),
    "service.silent": _n("网页服务 {seconds} 秒内没有应答。原因见上面的日志。"),
    "program.missing": _n("没有找到程序 {name}。请安装 PostgreSQL 客户端。"),
    "backup.failed": _n("备份失败：{reason}"),
    "restore.failed": _n("恢复失败，数据库未改动：{reason}"),
    "restore.not_empty": _n(
        "这里已有数据，恢复只能在空的安装上进行。请用 XIEZHI_VAR 另指定文件夹。"
    ),
    "restore.other_roles": _n(
        "备份中的数据库角色是 {there}，这里是 {here}，名称须一致。请用 xiezhi db init --name 建立同名的数据库。"
    ),
    "restore.not_a_backup": _n("{path} 不是本程序的备份文件。"),
    "restore.damaged": _n("备份文件已损坏：{name} 与清单不符。请换一份备份。"),
    "file.missing": _n("没有文件 {path}。"),
    "file.exists": _n("{path} 已经存在。请换一个文件名。"),
    "import.no_office": _n("没有代号为 {slug} 的检察院。已有：{known}。"),
    "import.channel_unknown": _n("没有“{word}”这种来源方式。可用：{known}。"),
    "import.bad_map": _n(
        "认不出 --map {words}。请写成 列=字段；表头有：{headings}；字段有：{known}。"
    ),
    "office.outer_opens_none": _n(
        "外网端不开设检察院：保密身份的私钥只在内网生成。"
        "请在内网端执行 xiezhi office card，再在这里执行 xiezhi office join。"
    ),
    "office.card_inside": _n("院卡由内网端写出，这里是外网端。"),
    "office.card_there": _n("{path} 已经存在。请换一个文件名。"),
    "office.unknown": _n("没有代号为 {slug} 的检察院。已有：{known}。"),
    "office.join_outside": _n("只有外网端（XIEZHI_ZONE=outer）凭院卡加入。"),
    "office.joined": _n("这里已经加入过 {name}。"),
    "office.fingerprint_differs": _n(
        "指纹不符，没有加入。院卡里的是 {shown}，请向内网端核对院卡是否被换过。"
    ),
    "office.fingerprint_not_compared": _n(
        "请先核对指纹：用 --fingerprint 给出内网端打印的指纹。院卡里的是 {shown}。"
    ),
    "zone.vault_key_outside": _n(
        "{path} 里有保密身份的私钥，它绝不能在外网端。请立即移走，"
        "并报告保密员：外网端收到的身份可能已经泄露，须换新密钥。"
    ),
    "accounts.card_unreadable": _n("院卡读不出来或被改动过。请在内网端重新写出一张。"),
    "exchange.no_person": _n("没有 {login} 这个在岗人员，或口令不对。"),
    "exchange.reviewer_missing": _n("打包须由另一人审核：请给出 --reviewer 和 --medium。"),
    "exchange.fingerprint_differs": _n(
        "指纹不一致，没有信任。对接码的指纹是 {shown}，请与对方重新核对。"
    ),
    "exchange.which_peer": _n("请用 --to 指明发给哪个对接方。已有：{known}。"),
    "exchange.no_such_number": _n(
        "没有发给 {name} 的第 {number} 号包。请用 xiezhi exchange list 查看。"
    ),
    "law.data_wrong": _n(
        "法律数据 {file} 有误，条目“{key}”，字段“{field}”：{reason}。请改正，或把该文件移出 law 文件夹。"
    ),
    "law.unknown_key": _n("没有“{key}”这项期限。相近的有：{known}。"),
    "law.bad_length": _n("认不出长度“{words}”。请写成 数字 单位；单位有：{known}。"),
    "law.no_rule": _n("{day} 没有“{rule}”这项期限：规则只在其施行期间适用。请核对日期。"),
    "law.no_variant": _n("“{rule}”没有“{variant}”这种情形。请去掉 --variant 查看有哪些情形。"),
    "law.statutory_length_fixed": _n("“{rule}”是法定期限，长度不能由本院设定。请去掉 --own。"),
    "law.counted_back_fixed": _n("“{rule}”是倒算的期限，不能扣除或者延长。"),
    "law.day_out_of_range": _n("{day} 太早或太晚，不能推算。请核对年份。"),
    "vault.outer_has_none": _n("外网端没有保密柜：私钥只在内网。请在内网端执行。"),
    "vault.take_outside": _n("只有外网端（XIEZHI_ZONE=outer）凭密钥卡换用公钥；内网端用 rotate。"),
    "exchange.key_card_unreadable": _n("密钥卡读不出来。请在内网端重新写出一张。"),
    "exchange.key_card_foreign": _n(
        "密钥卡不是本院内网端签名的，或者被改动过，没有换用。请核对来源，在内网端重新写出。"
    ),
    "exchange.key_card_older": _n("已经用过更新的密钥卡，这张旧卡没有换用。"),
    "exchange.no_inner_zone": _n("本端还没有登记内网端，无法核对密钥卡。请先配对。"),
    "vault.no_key": _n("没有私钥文件 {path}。请用两张词表执行 xiezhi vault recover。"),
    "vault.key_there": _n("{path} 已有另一把私钥，没有改动。请核对检察院短名和词表。"),
    "vault.sheet_word": _n("第 {place} 个词“{word}”不在词表里。请对照封存的纸张再输一次。"),
    "vault.sheet_checksum": _n("词表有一处抄错，校验不符。请对照封存的纸张逐词核对。"),
    "vault.sheets_differ": _n("这些词表凑不出私钥：不足两张、重复，或者不是同一把钥匙的。"),
    "vault.key_within_reach": _n(
        "内网端的网页进程读得到保密柜的私钥 {path}。请把私钥交给另一用户，由它执行 xiezhi vault serve，"
        "再设 XIEZHI_VAULT_SOCKET（见 docs/decisions/0017-vault.md）。"
    ),
    "files.no_bucket": _n(
        "没有设置对象存储。请先设 XIEZHI_S3_ENDPOINT 等（docs/object-store.md）。"
    ),
    "files.bad_bucket": _n(
        "对象存储的设置不全或不对：XIEZHI_S3_ENDPOINT 须是 https://主机[:端口]，"
        "XIEZHI_S3_BUCKET、XIEZHI_S3_KEY、XIEZHI_S3_SECRET 都要有。"
    ),
    "files.secret_unreadable": _n("读不了 {path}。请核对 XIEZHI_S3_SECRET_FILE 和文件权限。"),
    "files.missing": _n(
        "{at} 核对时有 {missing} 个文件不见了、{wrong} 个不符。请立即执行 xiezhi files check，"
        "并从备份找回。"
    ),
    "restore.files_missing": _n(
        "备份只列出了对象存储里的文件，其中 {count} 个现在不在（例如 {name}），没有恢复。"
        "请核对 XIEZHI_S3_BUCKET；确已无法找回的，用 --accept-missing。"
    ),
    "storage.away": _n("文件存储没有应答（{reason}）。请检查 XIEZHI_S3_ENDPOINT、网络和证书。"),
    "storage.refused": _n(
        "文件存储不让存取（{reason}）。请检查 XIEZHI_S3_BUCKET、密钥和权限；"
        "SignatureDoesNotMatch 是密钥不对，RequestTimeTooSkewed 是本机时间不对。"
    ),
    "storage.full": _n("存放文件的地方满了。请清理出空间或者提高配额。"),
    "storage.altered": _n("文件 {sha256} 与收下时不一样了：可能是硬盘损坏，也可能被人改动。"),
    "storage.missing": _n("有文件不见了。请执行 xiezhi files check 查看是哪些。"),
    "disk.full": _n("磁盘空间不足，只剩 {megabytes} MB。请清理出空间。"),
    "verify.no_office": _n("没有可核验的检察院。请核对 --office。"),
    "verify.bad_key": _n("--key 不是一行公钥（名称+编号+密钥）。请照值班簿原样填写。"),
    "demo.not_a_demo": _n(
        "这里已有真实的检察院，不能装入演示数据：演示口令是公开的。请用 XIEZHI_VAR 另指定文件夹。"
    ),
}


def sentence(fault: MachineError | DomainError) -> str:
    """Return what is wrong and how to mend it; the bare code where no sentence is known."""
    known = SENTENCES.get(fault.code)
    if known is None:
        return " ".join([fault.code, *(f"{k}={v}" for k, v in fault.params.items())])
    params = {**fault.params, "reason": reason_words(str(fault.params.get("reason", "")))}
    return " ".join(_(known).format(**params).split())
