"""随手拍: the phone face."""
