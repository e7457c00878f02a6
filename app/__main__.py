"""`python -m app` is `casework`."""

from app.cli import main

main()
