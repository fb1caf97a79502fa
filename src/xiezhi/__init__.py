"""Xiezhi 协治: the platform on which a procuratorate runs its social support system."""
