"""The command line: every act a person can type, each with a sentence and an exit code when it fails."""
