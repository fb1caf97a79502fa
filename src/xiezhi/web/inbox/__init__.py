"""The inbox 站内消息, the same on the desk and in the portal; how far sent messages got."""
