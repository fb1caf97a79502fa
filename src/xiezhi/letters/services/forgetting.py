"""Outside: what units wrote and sent in the portal is let go once the inner zone has it.

Numbers, days, conclusion and who submitted it stay, and the hashes of the files.
"""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from xiezhi.evidence.services.carrying_away import let_files_go
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act
from xiezhi.letters.models import Letter, LetterReply, LetterReplyFile


def forget_replies(*, reply_ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    """Let go of words, measures and files of replies the inner zone has; return how many."""
    here = LetterReply.objects.filter(
        id__in=list(reply_ids), is_draft=False, forgotten_at__isnull=True
    )
    replies = dict(here.select_for_update().values_list("id", "letter_id"))
    if not replies:
        return 0
    with act(acting=acting, now=now) as record:
        files = LetterReplyFile.objects.filter(reply_id__in=list(replies))
        counts = Counter(files.values_list("reply_id", flat=True))
        let_files_go(list(files.values_list("file_id", flat=True)))
        LetterReply.objects.filter(id__in=list(replies)).update(
            words="", measures=[], forgotten_at=now
        )
        for reply_id, letter_id in replies.items():
            told = {"reply": reply_id, "files": counts[reply_id]}
            record("letters.forget_reply", "letter", letter_id, after=told)
    return len(replies)


def forget_objections(*, letter_ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    """Let go of words and papers of objections the inner zone has; return how many."""
    here = Letter.objects.filter(id__in=list(letter_ids), objection_forgotten_at__isnull=True)
    papers = dict(here.select_for_update().values_list("id", "objection_paper_id"))
    if not papers:
        return 0
    with act(acting=acting, now=now) as record:
        let_files_go([paper for paper in papers.values() if paper is not None])
        Letter.objects.filter(id__in=list(papers)).update(objection="", objection_forgotten_at=now)
        for letter_id in papers:
            record("letters.forget_objection", "letter", letter_id)
    return len(papers)
