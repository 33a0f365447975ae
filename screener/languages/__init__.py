"""What differs from language to language, in one YAML file for each: `en.yaml`, `de.yaml`, …"""
