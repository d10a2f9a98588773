"""The catalogue of faults in small: what open pages show afterwards equals a fresh load."""
