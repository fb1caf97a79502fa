"""建议提案 on the desk: list, page, import, screening, conversion, answer, material, contacts."""
