"""案件: the list, the page of a case, and the forms by which one is opened and carried on."""
