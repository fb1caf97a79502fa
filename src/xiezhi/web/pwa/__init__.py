"""随手拍 as an application: manifest, service worker, pages that open without a network."""
