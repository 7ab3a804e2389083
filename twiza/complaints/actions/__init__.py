"""The verbs of complaints: one public function a file."""
