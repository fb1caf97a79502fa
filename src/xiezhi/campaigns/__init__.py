"""专项活动: campaigns such as 八号检察建议, the matters they gather, what was done jointly (消检协作)."""
