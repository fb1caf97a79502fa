"""The ready answer for the group: 「收到，编号…」. Nothing of the matter is said in it."""

from collections.abc import Sequence


def ready_answer(codes: Sequence[str]) -> str:
    """Return what is pasted back into the group; "" for no codes.

    It goes to the reporters as it stands, so it is Chinese in every language of the pages.
    """
    if not codes:
        return ""
    if len(codes) == 1:
        return f"收到，编号{codes[0]}。"
    return f"收到{len(codes)}条，编号{'、'.join(codes)}。"
