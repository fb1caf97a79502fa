"""Cases from beginning to end, in steps a prosecutor would recognise."""
