"""What people meet: the chat, the form, the JSON API and the commissioners' workspace."""
