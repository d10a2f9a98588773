"""Settings of sites that things happen to, for `DJANGO_SETTINGS_MODULE`: the product knows nothing of them."""

EXPIRY = 1  # seconds until a short-lived channel layer forgets its groups
