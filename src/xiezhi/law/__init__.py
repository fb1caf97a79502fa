"""Law as data and day counting: a pure library without Django, clock or I/O beyond its own files.

``calendar`` counts periods, ``deadlines`` holds each time limit with its article and its dates in
force, ``areas`` the subject areas (法定领域 and 等外), ``sources`` the six statutory sources of
leads. What the law leaves without a number is an own rule of the office (本院规定), never 法定.
"""
