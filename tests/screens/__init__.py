"""Every screen as a picture: `python -m tests.screens` draws them all, the golden ones are compared exactly."""
