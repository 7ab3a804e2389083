"""The verbs of delivery: one public function a file, each in one transaction."""
