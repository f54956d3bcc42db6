"""The screens; each gathers views and lets `game.tui.draw` say them."""
