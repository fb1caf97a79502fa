"""How a letter of each kind begins: what an officer starts from and changes.

Words of the office's papers: they stay Chinese whatever language the pages are read in.
"""

from typing import Final

from xiezhi.letters.rules.kinds import LetterKind

OPENINGS: Final[dict[LetterKind, tuple[str, str]]] = {
    LetterKind.REFERRAL: (
        "关于%(title)s的线索移送函",
        (
            "本院在履行公益诉讼检察职责中，收到有关情况反映。经初步了解：\n\n"
            "（写明问题、地点、现状）\n\n"
            "根据职责分工，现将上述情况移送你单位依法处理，并请在收到之日起按期书面回复处理情况。"
        ),
    ),
    LetterKind.REQUEST: (
        "关于商请协助%(title)s的函",
        (
            "因办理公益诉讼案件线索需要，商请你单位协助下列事项：\n\n（写明协助事项、材料和时间）\n\n"
            "请予支持，并将办理情况书面函复本院。"
        ),
    ),
    LetterKind.INQUIRY: (
        "关于询问%(title)s有关情况的函",
        (
            "因办理公益诉讼案件线索需要，请你单位就下列问题书面说明：\n\n（逐条写明要问的问题）\n\n"
            "请将书面说明及有关材料函复本院。"
        ),
    ),
    LetterKind.URGING: ("关于催办%(title)s的函", "（写明所催函件的文号、事由和要求）"),
    LetterKind.ANSWER: (
        "关于%(title)s的复函",
        "你单位来函收悉。经研究，现函复如下：\n\n（写明答复意见）",
    ),
    LetterKind.OTHER: ("关于%(title)s的函", "（写明事由）"),
}
