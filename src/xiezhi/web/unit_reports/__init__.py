"""移送线索: a partner unit hands leads to the office and sees what became of them."""
