"""The config folder: YAML read strictly, checked whole, turned into the words of the house."""
