"""Settings of the property tests: time is not what they judge, and a busy machine must not fail them."""

from hypothesis import settings

settings.register_profile("casework", deadline=None)
settings.load_profile("casework")
