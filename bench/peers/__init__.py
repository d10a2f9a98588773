"""What this project is measured beside."""
