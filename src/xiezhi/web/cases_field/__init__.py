"""Pages of what surrounds a case: evidence, expert work, meetings, 跟进调查, 回头看, outcomes, people, drafts."""
