"""The demo's page of sign-ins; exists in a demo only."""
