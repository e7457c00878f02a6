"""Forms made from field declarations: one editor a form of field."""
