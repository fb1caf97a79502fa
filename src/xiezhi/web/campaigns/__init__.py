"""专项活动 on the desk: the register, one campaign with what was done, joint actions, its copy."""
