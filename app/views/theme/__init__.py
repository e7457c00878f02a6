"""How everything looks: themes, typefaces, icons."""
