"""What tests at every level use: a running site, and visitors without a browser."""
