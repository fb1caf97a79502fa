"""What a bundle says of itself to whoever opens it without any program of ours."""

from typing import Final

from xiezhi.evidence.rules.bundle.contents import BundleMatter

_TEXT: Final = """证据核验包 {code}
{office}
{number}　{title}

一、包里有什么
files/ 　　　证据和线索材料。检察人员收集的是原件；随反映来的照片是去除元数据的副本，原件另行封存。
records/ 　　案件或者线索的登记事项、证据清单、保管链。
manifest.json 　每个文件的长度、SHA-256、SM3，封存清单和保管链在留痕账本里的位置。
ledger.json 　上述各条留痕的原文、盐值、默克尔证明，以及签了名的检查点。

二、怎样核验
请不要解压后重新打包：包里的每一个字节都参加核验。
向制作单位索取其值班簿上登记的公钥（一行，形如 名称+编号+密钥），在任何一台装有 Python 的电脑上执行：
　　xiezhi verify bundle 本文件.zip --key 公钥
不需要网络，也不需要数据库。退出码：0 完好，1 被改动，2 不完整，3 公钥不可信。
不装协治的核验办法见项目文档 docs/verifying.md。

Evidence bundle {code}. Do not unpack and pack again: every byte counts. Ask the office for the public
key printed in its duty book and run: xiezhi verify bundle FILE.zip --key KEY
(0 sound, 1 tampered, 2 incomplete, 3 untrusted key). See docs/verifying.md.
"""


def readme_text(office: str, matter: BundleMatter, code: str) -> str:
    """Return the text for people, Chinese first."""
    return _TEXT.format(office=office, number=matter.number, title=matter.title, code=code)
