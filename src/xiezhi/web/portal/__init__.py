"""协作门户: what a partner unit sees. Documents and its own replies, never a lead or a reporter."""
