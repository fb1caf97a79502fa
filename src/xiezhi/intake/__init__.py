"""反映信息: reports as received, the information pool 信息池, receipts and conversation."""
