"""会签职责 and 联席会议 in the portal."""
