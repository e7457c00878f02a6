"""The window: draws what services give and asks them for what the person wants; the only home of Qt."""
