"""Papers and tables the office takes away: XLSX and PDF. Text comes in, files go out."""
