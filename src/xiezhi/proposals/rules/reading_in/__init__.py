"""Lists (XLSX) and full texts (DOCX) as congress and conference offices hand them over."""
