"""本院制度 on the desk: the register, what cites it, own limits, 沟通协调联络反馈."""
