"""本院制度: the office's own rules, what cites them, and who does 沟通、协调、联络、反馈.

It decides which text of the office a time limit, a duty or a form rests on; what rests on none
reads 本院设定. It stands above evidence, because a rule keeps its scan, and below partners and
supporters, so that they and all above may cite it. Time limits themselves stay in accounts, which
every clock reads: house gives them their clause (`services.limits`) and accounts keeps the words.
It runs in both zones: supporters read duties and flow on the phone.
"""
