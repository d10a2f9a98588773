"""What people see: scenarios in Chromium, by page objects (docs/qa.md)."""
