"""Where bytes lie: finished files in a folder or an S3-compatible store, staged ones in a folder."""
