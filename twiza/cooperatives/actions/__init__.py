"""The verbs of the registry: one public function a file, each in one transaction."""
