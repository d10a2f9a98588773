"""What this site is made of: the only package that lists the features."""
