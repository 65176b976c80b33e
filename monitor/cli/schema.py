"""`schema`: what editors complete the config files from."""

import json
import sys

from monitor.config.schema import json_schema


def schema() -> None:
    """Print the JSON Schema of the config files; editors complete and check YAML with it."""
    sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
