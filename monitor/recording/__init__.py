"""What is shown, against all that is known → intents, each with its reason. Pure; joins identity, diff, routing."""
