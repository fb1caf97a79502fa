"""代表建议、政协提案 and their 衔接转化: registered, screened, converted, answered; and back again.

Both ways end in links that are never taken away: a suggestion names the lead, case, mechanism or
campaign it became, material offered to deputies names the proposal it was taken up in.
"""
