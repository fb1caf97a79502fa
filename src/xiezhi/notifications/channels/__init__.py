"""Ways out of the application: e-mail, SMS, 企业微信; each with a double."""
