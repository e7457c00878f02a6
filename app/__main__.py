"""`python -m app` is `casework`."""

from app.bootstrap import main

main()
