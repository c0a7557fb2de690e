"""The site: accounts, pages, the API and the rows that hold each walker's diary."""
