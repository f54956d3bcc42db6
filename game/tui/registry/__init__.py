"""What a player can do: every action once."""
