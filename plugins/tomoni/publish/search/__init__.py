"""Search without a server: text to terms, terms to packed postings, and the page that reads them."""
