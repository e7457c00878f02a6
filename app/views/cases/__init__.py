"""The list of cases, and the forms that open and change one."""
