"""The words of each paper, by stage of the procedure."""
