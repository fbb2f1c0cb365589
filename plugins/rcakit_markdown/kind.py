"""The id of the importer, which is also what the source of each thing it found is called."""

KIND = "markdown"
