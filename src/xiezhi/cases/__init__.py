"""Public-interest cases 公益诉讼案件 and social-governance suggestions, from filing to look-back."""
