"""Open-PSA Model Exchange Format files: read, validated, and written."""
