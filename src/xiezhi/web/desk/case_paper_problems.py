"""Words for why a paper of a procedure is not made, and why a template of the office is refused."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.documents.papers.case.definitions import FillPlace
from xiezhi.documents.papers.case.rules.labels import FIELD_LABELS, OWN_LABELS
from xiezhi.documents.papers.case.template_faults import (
    TemplateFault,
    TemplateFaultCode,
    TemplatePart,
)
from xiezhi.documents.papers.case.values import PaperProblem, ProblemCode
from xiezhi.kernel.errors import Param
from xiezhi.web.problem_texts import register, register_words


def register_texts() -> None:
    """Add the texts of the codes of case papers."""
    register(_TEXTS)
    register_words("paper_problems", _listed_problems)
    register_words("template_faults", _listed_faults)


def problem_words(problem: PaperProblem) -> str:
    """Return why a paper is not made, as a sentence an officer can act on."""
    other = OTHER_WORDS.get(problem.code)
    words = other % {"other": _(problem.other)} if other and problem.other else None
    return _("%(field)s%(fault)s") % {
        "field": _(problem.label),
        "fault": words or str(PROBLEM_WORDS[problem.code]),
    }


def fault_words(fault: TemplateFault) -> str:
    """Return what is wrong with a template and where, the words of the paragraph beside it."""
    words = str(TEMPLATE_WORDS[fault.code])
    if fault.detail:
        words = _("%(fault)s（%(detail)s）") % {"fault": words, "detail": fault.detail}
    if not fault.paragraph:
        return words
    return _("%(part)s第%(paragraph)s段：%(fault)s") % {
        "part": PART_WORDS[fault.part],
        "paragraph": fault.paragraph,
        "fault": words,
    }


def _listed_problems(problems: Param) -> str:
    return _("；").join(
        _("%(field)s%(fault)s")
        % {
            "field": _(OWN_LABELS.get(field) or FIELD_LABELS.get(field, field)),
            "fault": PROBLEM_WORDS[ProblemCode(code)],
        }
        for field, _colon, code in (part.partition(":") for part in str(problems).split(","))
    )


def _listed_faults(faults: Param) -> str:
    return _("；").join(
        fault_words(
            TemplateFault(
                code=TemplateFaultCode(code), part=TemplatePart(part), paragraph=int(paragraph)
            )
        )
        for part, paragraph, code in (one.split(":") for one in str(faults).split(","))
    )


_TEXTS: Final[dict[str, tuple[object, object]]] = {
    "documents.case_paper_problems": (
        gettext_lazy("文书还不能生成：%(paper_problems)s。"),
        gettext_lazy("请补正后再生成，已填写的内容不会丢失。"),
    ),
    "documents.template_faults": (
        gettext_lazy("文书模板不能使用：%(template_faults)s。"),
        gettext_lazy("请修改模板后重新上传，或者恢复使用系统模板。"),
    ),
    "documents.no_such_paper": (
        gettext_lazy("没有这种文书。"),
        gettext_lazy("请从文书目录中选择。"),
    ),
}
PROBLEM_WORDS: Final = {
    ProblemCode.MISSING: gettext_lazy("未填写"),
    ProblemCode.MALFORMED: gettext_lazy("格式不对"),
    ProblemCode.TOO_LONG: gettext_lazy("太长"),
    ProblemCode.NOT_A_CHOICE: gettext_lazy("不是可以选择的项"),
    ProblemCode.NOT_OF_PAPER: gettext_lazy("不属于这份文书，请清空"),
    ProblemCode.TOO_FEW_PEOPLE: gettext_lazy("不足两人，调查取证应当由两名以上检察人员进行"),
    ProblemCode.BEFORE_OTHER: gettext_lazy("与其他日期先后矛盾"),
    ProblemCode.AFTER_PAPER: gettext_lazy("晚于成文日期"),
    ProblemCode.LIMIT_NOT_AFTER_PAPER: gettext_lazy("应当晚于成文日期"),
    ProblemCode.LONGER_THAN_REPLY: gettext_lazy("长于回复期限"),
    ProblemCode.NOT_THIRTY_DAYS: gettext_lazy("应当为三十日"),
    ProblemCode.URGENCY_UNEXPLAINED: gettext_lazy("未填写，回复期限短于两个月须说明"),
    ProblemCode.OTHER_FAMILY: gettext_lazy("与文书类别不符，公文与检察法律文书分别编号"),
    ProblemCode.OTHER_PAPER: gettext_lazy("是另一种文书的文号"),
    ProblemCode.OTHER_YEAR: gettext_lazy("的年份与成文日期不符"),
    ProblemCode.CONTRADICTS: gettext_lazy("与其他内容矛盾"),
    ProblemCode.PROMISES_PROSECUTION: gettext_lazy("写入了司法处理结果，和解只能约定民事赔偿事项"),
    ProblemCode.NO_SHAPE: gettext_lazy("有字库中没有的字"),
}
OTHER_WORDS: Final = {
    ProblemCode.BEFORE_OTHER: gettext_lazy("早于“%(other)s”"),
    ProblemCode.CONTRADICTS: gettext_lazy("与“%(other)s”矛盾"),
    ProblemCode.NO_SHAPE: gettext_lazy("有字库中没有的字“%(other)s”"),
}
FILL_PLACE_WORDS: Final = {
    FillPlace.CASE: gettext_lazy("在案件信息中填写"),
    FillPlace.FORM: gettext_lazy("在本文书的表单中填写"),
}
TEMPLATE_WORDS: Final = {
    TemplateFaultCode.TOO_LARGE: gettext_lazy("文件太大"),
    TemplateFaultCode.NOT_DOCX: gettext_lazy("不是可以读取的 DOCX 文件"),
    TemplateFaultCode.MACROS: gettext_lazy("含有宏"),
    TemplateFaultCode.EMBEDDED: gettext_lazy("嵌入了其他文件或者控件"),
    TemplateFaultCode.EXTERNAL_LINK: gettext_lazy("链接到文件以外"),
    TemplateFaultCode.ACTIVE_FIELD: gettext_lazy("含有会读取其他文件的域"),
    TemplateFaultCode.SYNTAX: gettext_lazy("模板语法有误"),
    TemplateFaultCode.CROSSES_PARTS: gettext_lazy(
        "条件或者循环没有在同一段、同一行表格内开始和结束"
    ),
    TemplateFaultCode.FORBIDDEN: gettext_lazy("使用了不允许的写法"),
    TemplateFaultCode.UNKNOWN_FIELD: gettext_lazy("没有这个字段"),
    TemplateFaultCode.NO_FIELD: gettext_lazy("没有使用任何字段"),
}
PART_WORDS: Final = {
    TemplatePart.FILE: gettext_lazy("文件"),
    TemplatePart.BODY: gettext_lazy("正文"),
    TemplatePart.HEADER: gettext_lazy("页眉"),
    TemplatePart.FOOTER: gettext_lazy("页脚"),
    TemplatePart.FOOTNOTES: gettext_lazy("脚注"),
}
